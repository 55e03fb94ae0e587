package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import dev.coffer.spi.StoreLease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs repair and replica. */
@Tag("one-jdk")
class ReplicasTest {
  @TempDir private Path directory;

  private String uri(String name) {
    return directory.resolve(name).toUri().toString();
  }

  private Shell.Result run(String store, String... words) {
    byte[] input = "x".getBytes(StandardCharsets.UTF_8);
    return new Shell(Map.of("COFFER_STORE", store), input, Terminals.NONE).run(words);
  }

  private String replicated() {
    return uri("data") + "?replicas=" + uri("copy");
  }

  @Test
  void aRepairSaysWhatItDoes() {
    run(uri("data"), "put", "-", "a b");
    assertThat(run(replicated(), "repair", "--dry-run").out()).startsWith("would copy a b\n");
    assertThat(run(replicated(), "repair").out())
        .startsWith("copied a b\n")
        .endsWith(": 0 same, 1 copied, 0 taken over, 0 deleted, 0 foreign\n");
    assertThat(run(replicated(), "repair", "--json").out())
        .contains("\"same\":1,\"copied\":0", "\"refused\":0,\"dryRun\":false");
    assertThat(run(uri("copy"), "cat", "a b").out()).isEqualTo("x");
  }

  @Test
  void oneRepairAtATimeIsDoneIfTheStoreKeepsTheLease() {
    run(uri("data"), "put", "-", "a");
    String leased = replicated() + "&state=store";
    try (FileStore other = FileStores.open(uri("data"));
        StoreLease lease = StoreLease.take(other, "repair", StoreLease.TERM)) {
      Shell.Result refused = run(leased, "repair");
      assertThat(refused.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
      assertThat(refused.err()).contains("is doing this; wait for it");
      assertThat(run(leased, "repair", "--dry-run").out()).startsWith("would copy a\n");
      lease.require();
    }
    assertThat(run(leased, "repair").out()).startsWith("copied a\n");
  }

  @Test
  void aRepairThatWouldDeleteTooMuchFailsAndDeletesNothing() {
    run(replicated(), "put", "-", "a");
    run(replicated(), "put", "-", "b");
    run(uri("data"), "rm", "a", "b");
    Shell.Result refused = run(replicated(), "repair");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("2 files would go, and none was deleted");
    assertThat(run(uri("copy"), "ls").out()).isEqualTo("a\nb\n");
    assertThat(run(replicated(), "repair", "--max-delete", "2").code()).isZero();
    assertThat(run(uri("copy"), "ls").out()).isEmpty();
  }

  @Test
  void wrongCallsSayWhatIsRight() {
    Shell.Result limit = run(replicated(), "repair", "--max-delete", "many");
    assertThat(limit.code()).isEqualTo(2);
    assertThat(limit.err()).contains("--max-delete takes a number of files");
    Shell.Result none = run(uri("data"), "repair");
    assertThat(none.code()).isEqualTo(7);
    assertThat(none.err()).contains("name them in its option replicas");
    Shell.Result other = run(replicated(), "replica", "promote", uri("other"));
    assertThat(other.code()).isEqualTo(7);
    assertThat(other.err()).contains("it is none of the replicas of the store");
    assertThat(run(replicated(), "replica", "promote").code()).isEqualTo(2);
    assertThat(run(replicated(), "replica", "stat").err()).contains("there are status, promote");
  }

  @Test
  void aPromotionEndsTheFormerPrimary() {
    assertThat(run(replicated(), "put", "-", "a").err()).isEmpty();
    assertThat(run(replicated(), "replica", "status").out())
        .startsWith("primary  primary of epoch 1\n")
        .endsWith("  replica of epoch 1, pending 0, dead 0\n");
    assertThat(run(replicated(), "replica", "promote", uri("copy"), "--json").out())
        .isEqualTo("{\"epoch\":2,\"retired\":true,\"known\":true,\"kept\":[],\"lost\":[]}\n");
    Shell.Result refused = run(replicated(), "put", "-", "b");
    assertThat(refused.code()).isEqualTo(7);
    assertThat(refused.err()).contains("this one no longer decides");
    assertThat(run(uri("copy"), "put", "-", "b").code()).isZero();
  }

  /** Whatever became of the primary, it keeps no replica from promotion. */
  @ParameterizedTest
  @ValueSource(strings = {"root", "own area", "outbox", "gone"})
  void aPrimaryThatIsLostKeepsNoReplicaFromPromotion(String lost) throws IOException {
    run(replicated(), "put", "-", "a");
    Path data = directory.resolve("data");
    lose(data, lost);
    Shell.Result promoted = run(replicated(), "replica", "promote", uri("copy"), "--json");
    assertThat(promoted.code()).as(promoted.err()).isZero();
    assertThat(promoted.out())
        .startsWith("{\"epoch\":2,\"retired\":" + lost.equals("outbox") + ",\"known\":false,");
    Shell.Result again = run(replicated(), "replica", "promote", uri("copy"), "--json");
    assertThat(again.out()).as(again.err()).isEqualTo(promoted.out());
  }

  private static void lose(Path data, String what) throws IOException {
    switch (what) {
      case "root" -> replaceByFile(data);
      case "own area" -> replaceByFile(data.resolve(".coffer"));
      case "outbox" -> damage(data, "outbox.db");
      case "gone" -> Files.move(data, data.resolveSibling("elsewhere"));
      default -> throw new AssertionError(what);
    }
  }

  private static void replaceByFile(Path path) throws IOException {
    Files.move(path, path.resolveSibling("elsewhere"));
    Files.writeString(path, "a file");
  }

  private static void damage(Path data, String name) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(each -> each.endsWith(name)).toList()) {
        Files.writeString(file, "damaged ".repeat(4096));
      }
    }
  }

  @Test
  void aPrimaryWithoutItsKeyKeepsNoReplicaFromPromotion() {
    run(replicated(), "put", "-", "a");
    String bucket = "gs://bkt?credentials=/nonexist/key.json&replicas=" + uri("copy");
    Shell.Result promoted = run(bucket, "replica", "promote", uri("copy"), "--json");
    assertThat(promoted.code()).as(promoted.err()).isZero();
    assertThat(promoted.out()).contains("\"retired\":false,\"known\":false");
    assertThat(promoted.err()).contains("the former primary: ", "key.json");
  }

  @Test
  void theSecondOfTwoReplicasIsToldWhichWasPromoted() {
    String both = uri("data") + "?replicas=" + uri("copy") + "%20" + uri("other");
    run(both, "put", "-", "a");
    assertThat(run(both, "replica", "promote", uri("copy")).code()).isZero();
    String alone = uri("data") + "?replicas=" + uri("other");
    Shell.Result refused = run(alone, "replica", "promote", uri("other"));
    assertThat(refused.code()).isEqualTo(7);
    assertThat(refused.err()).contains("it was retired (epoch 2) for replica+file://");
  }

  @Test
  void aReplicaThatWasPromotedWithoutThePrimaryIsAsked() throws IOException {
    String both = uri("data") + "?replicas=" + uri("copy") + "%20" + uri("other");
    run(both, "put", "-", "a");
    Path data = directory.resolve("data");
    Path away = Files.move(data, directory.resolve("away"));
    assertThat(run(both, "replica", "promote", uri("copy")).code()).isZero();
    Files.move(away, data);
    Shell.Result refused = run(both, "replica", "promote", uri("other"));
    assertThat(refused.code()).isEqualTo(7);
    assertThat(refused.err()).contains("it is the primary already, since epoch 2: name it as");
    String copy = uri("copy") + "?replicas=" + uri("other");
    assertThat(run(copy, "replica", "promote", uri("other")).out()).contains("since epoch 3");
  }

  @Test
  void aRivalThatDoesNotAnswerIsNamed() throws IOException {
    String both = uri("data") + "?replicas=" + uri("copy") + "%20" + uri("other");
    run(both, "put", "-", "a");
    Files.move(directory.resolve("copy"), directory.resolve("away"));
    Files.writeString(directory.resolve("copy"), "a file");
    Shell.Result promoted = run(both, "replica", "promote", uri("other"));
    assertThat(promoted.code()).as(promoted.err()).isZero();
    assertThat(promoted.err()).contains("it is not known whether replica+file://");
  }

  @Test
  void statusSaysWhatAnOutboxStillHolds() {
    run(replicated(), "put", "-", "a");
    run(uri("copy"), "put", "-", "taken");
    run(replicated(), "put", "-", "b");
    byte[] other = "another".getBytes(StandardCharsets.UTF_8);
    new Shell(Map.of("COFFER_STORE", replicated()), other, Terminals.NONE).run("put", "-", "taken");
    assertThat(run(replicated(), "replica", "status").out()).contains("pending 0, dead 1");
    assertThat(run(replicated(), "repair").err())
        .contains("taken: the replica has another file there");
  }

  @Test
  void whatCannotBeAskedHidesNothingElseOfTheStatus() throws IOException {
    String both = uri("data") + "?replicas=" + uri("copy") + "%20" + uri("other");
    run(both, "put", "-", "a");
    replaceByFile(directory.resolve("copy"));
    damage(directory.resolve("data"), "outbox.db");
    Shell.Result status = run(both, "replica", "status");
    assertThat(status.code()).as(status.err()).isNotZero();
    assertThat(status.err()).contains("at least one store does not answer");
    assertThat(status.out().lines())
        .hasSize(3)
        .anyMatch(line -> line.equals("primary  primary of epoch 1"))
        .anyMatch(line -> line.contains("  unknown: open on file:"))
        .anyMatch(line -> line.endsWith("  replica of epoch 1"));
    assertThat(status.err()).contains("what is pending is not known: ");
  }

  @Test
  void aPromotionThatFailsInBetweenIsToBeRepeated() throws IOException {
    run(replicated(), "put", "-", "a");
    Path staging = directory.resolve("copy/.coffer/staging");
    replaceByFile(staging);
    Shell.Result failed = run(replicated(), "replica", "promote", uri("copy"));
    assertThat(failed.code()).as(failed.err()).isNotZero();
    assertThat(failed.err()).contains("the promotion has not ended", "repeat it");
    Files.delete(staging);
    Shell.Result repeated = run(replicated(), "replica", "promote", uri("copy"));
    assertThat(repeated.code()).as(repeated.err()).isZero();
  }

  @Test
  void aFormerPrimaryThatDoesNotKnowIsNamed() {
    run(replicated(), "put", "-", "a");
    String mistyped = uri("dta") + "?replicas=" + uri("copy");
    Shell.Result promoted = run(mistyped, "replica", "promote", uri("copy"));
    assertThat(promoted.code()).as(promoted.err()).isZero();
    assertThat(promoted.err()).containsPattern("the former primary, file:.*/dta, does not know");
  }
}
