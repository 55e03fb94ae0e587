package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The contract on Ceph's RADOS Gateway; what it answers in a way of its own is overridden with the
 * reason. On versions other than the one examined, the case of the contract applies.
 */
abstract class RadosGatewayContract extends OneBucketContract {
  private String bucket = "";

  RadosGatewayContract(String directory) {
    super(directory);
  }

  Server server() {
    return RadosGateway.server();
  }

  @BeforeAll
  void makeBucket() {
    bucket = server().newBucket();
  }

  /** Ceph 16 ignores the condition of a deletion. */
  @Override
  FileStore open(String prefix) {
    FileStore store = server().in(bucket).prefix(prefix).build();
    return RadosGateway.isVersion(16) ? new UnconditionalDeletions(store) : store;
  }

  @Override
  FileStore openMissing() {
    return server().in("no-such-bucket").build();
  }

  @Override
  public Set<String> secrets() {
    return Set.of(server().secretKey());
  }

  /**
   * Ceph 16 decides between conditional writes. A plain write that runs beside one may be answered
   * as done and be lost to it, so what is left is one of the two, and whole.
   */
  @Override
  @Test
  public void aConditionalUpdateNeverUndoesAWriteItDidNotSee() {
    if (!RadosGateway.isVersion(16)) {
      super.aConditionalUpdateNeverUndoesAWriteItDidNotSee();
      return;
    }
    besideAConditionalUpdate(() -> store().write("a", "plain"));
    assertThat(store().readString("a")).isIn("plain", "conditional");
  }

  /** The same for a deletion. */
  @Override
  @Test
  public void aConditionalUpdateNeverUndoesADeletionItDidNotSee() {
    if (!RadosGateway.isVersion(16)) {
      super.aConditionalUpdateNeverUndoesADeletionItDidNotSee();
      return;
    }
    besideAConditionalUpdate(() -> store().deleteFile("a"));
    assertThat(store().stat("a").stream().mapToLong(info -> info.size()))
        .allMatch(size -> size == "conditional".length());
  }

  /** The same for a move, which is a copy and a deletion. */
  @Override
  @Test
  public void aConditionalUpdateNeverUndoesAMoveItDidNotSee() {
    if (!RadosGateway.isVersion(16)) {
      super.aConditionalUpdateNeverUndoesAMoveItDidNotSee();
      return;
    }
    besideAConditionalUpdate(() -> store().move("a", "b"));
    assertThat(store().readString("b")).isIn("seen", "conditional");
  }

  /**
   * Ceph 16 answers some of the writers that race for a version with 500, again and again. One wins
   * at the most, and the file is whole.
   */
  @Override
  @Test
  public void oneOfManyUpdatesOfAVersionWins() {
    if (!RadosGateway.isVersion(16)) {
      super.oneOfManyUpdatesOfAVersionWins();
      return;
    }
    WriteOptions seen = WriteOptions.DEFAULTS.ifMatch(store().write("a", "seen").etag());
    List<String> won =
        IntStream.range(0, 6)
            .mapToObj(n -> CompletableFuture.supplyAsync(() -> update("by " + n, seen)))
            .toList()
            .stream()
            .flatMap(writer -> writer.join().stream())
            .toList();
    assertThat(won).hasSizeLessThanOrEqualTo(1);
    assertThat(won.isEmpty() || won.contains(store().readString("a"))).isTrue();
  }

  private Optional<String> update(String text, WriteOptions seen) {
    try {
      store().write("a", Content.of(text), seen);
      return Optional.of(text);
    } catch (ConflictException | ConnectionException e) {
      return Optional.empty();
    }
  }

  private void besideAConditionalUpdate(Runnable other) {
    WriteOptions seen = WriteOptions.DEFAULTS.ifMatch(store().write("a", "seen").etag());
    CompletableFuture<Void> beside = CompletableFuture.runAsync(other);
    try {
      store().write("a", Content.of("conditional"), seen);
    } catch (ConflictException e) {
      // The other came first.
    }
    beside.join();
  }
}
