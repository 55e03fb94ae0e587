package dev.coffer.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.Content;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of two replicas of one primary, one is promoted, whatever is interrupted. */
class RivalPromotionsTest {
  private final FileStore a = new InMemoryFileStore();
  private final FileStore b = new InMemoryFileStore();
  private final FileStore c = new InMemoryFileStore();

  @BeforeEach
  void begin() {
    assertThat(claim(a, b)).isEmpty();
    assertThat(claim(a, c)).isEmpty();
  }

  private static Optional<ConfigurationException> claim(FileStore primary, FileStore replica) {
    return new Claim(new EpochFile(primary), new EpochFile(replica)).check();
  }

  private static Promotion promote(FileStore primary, FileStore replica, String name) {
    return Promotion.run(Optional.of(primary), replica, Optional.empty(), name);
  }

  private static Promotion promoteWithout(FileStore replica, String name) {
    return Promotion.run(Optional.empty(), replica, Optional.empty(), name);
  }

  private static Epoch epoch(FileStore store) {
    return Epoch.of(store).orElseThrow();
  }

  private static void set(FileStore store, Standing standing) {
    EpochFile file = new EpochFile(store);
    assertThat(file.replace(file.read().orElseThrow(), standing)).isPresent();
  }

  private List<FileStore> primaries() {
    return List.of(a, b, c).stream()
        .filter(store -> epoch(store).role() == EpochRole.PRIMARY)
        .toList();
  }

  @Test
  void whoComesLaterIsToldForWhomThePrimaryWasRetired() {
    assertThat(promote(a, b, "replica+b").epoch().number()).isEqualTo(2);
    assertThatThrownBy(() -> promote(a, c, "replica+c"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it was retired (epoch 2) for replica+b: open that one")
        .hasMessageContaining(".coffer");
    assertThat(primaries()).containsExactly(b);
    assertThat(claim(b, a)).isEmpty();
    assertThat(claim(b, c)).isEmpty();
    assertThat(promote(b, c, "replica+c").epoch().number()).isEqualTo(3);
    assertThat(primaries()).containsExactly(c);
  }

  @RepeatedTest(10)
  void ofTwoAtTheSameMomentOneWins() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> first = threads.submit(promoted(together, b));
      Future<Boolean> second = threads.submit(promoted(together, c));
      assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(true, false);
    } finally {
      threads.shutdown();
    }
    assertThat(primaries()).hasSize(1);
  }

  private Callable<Boolean> promoted(CyclicBarrier together, FileStore replica) {
    return () -> {
      together.await();
      try {
        return promote(a, replica, "replica").retired();
      } catch (ConfigurationException e) {
        return false;
      }
    };
  }

  /** A process that is killed at one of its writes: before it, or before it has the answer. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class KilledAtWrite extends ForwardingFileStore {
    private final AtomicInteger left;
    private final boolean written;

    KilledAtWrite(FileStore next, AtomicInteger left, boolean written) {
      super(next);
      this.left = left;
      this.written = written;
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      boolean killed = left.getAndDecrement() == 0;
      if (killed && written) {
        FileInfo unused = super.write(path, content, options);
      }
      if (killed) {
        throw new Killed();
      }
      return super.write(path, content, options);
    }
  }

  private void promoteKilled(int write, boolean written) {
    AtomicInteger left = new AtomicInteger(write);
    FileStore primary = new KilledAtWrite(a, left, written);
    FileStore replica = new KilledAtWrite(b, left, written);
    assertThatThrownBy(() -> promote(primary, replica, "replica+b")).isInstanceOf(Killed.class);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "0,true", "1,false", "1,true", "2,false", "2,true"})
  void whateverWasInterruptedIsRepeated(int write, boolean written) {
    promoteKilled(write, written);
    assertThat(promote(a, b, "replica+b").epoch().number()).isEqualTo(2);
    assertThat(primaries()).containsExactly(b);
    assertThatThrownBy(() -> promote(a, c, "replica+c")).isInstanceOf(ConfigurationException.class);
    assertThat(primaries()).containsExactly(b);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "0,true", "1,false"})
  void anotherIsPromotedIfThePrimaryWasNotRetiredYet(int write, boolean written) {
    promoteKilled(write, written);
    assertThat(claim(a, b)).as("the primary goes on").isEmpty();
    assertThat(promote(a, c, "replica+c").epoch().number()).isEqualTo(2);
    assertThatThrownBy(() -> promote(a, b, "replica+b"))
        .hasMessageContaining("it was retired (epoch 2) for replica+c");
    assertThat(primaries()).containsExactly(c);
    assertThat(claim(c, b)).isEmpty();
    assertThat(promote(c, b, "replica+b").epoch().number()).isEqualTo(3);
    assertThat(primaries()).containsExactly(b);
  }

  @ParameterizedTest
  @CsvSource({"1,true", "2,false", "2,true"})
  void anotherIsNotPromotedOnceThePrimaryWasRetired(int write, boolean written) {
    promoteKilled(write, written);
    assertThatThrownBy(() -> promote(a, c, "replica+c"))
        .hasMessageContaining("it was retired (epoch 2) for replica+b");
    if (primaries().isEmpty()) {
      assertThat(promote(a, b, "replica+b").epoch().number()).isEqualTo(2);
    }
    assertThat(primaries()).containsExactly(b);
  }

  @Test
  void aReplicaThatIsLostWhileItIsPromotedGivesWayOnceTheFileIsDeleted() {
    promoteKilled(2, false);
    a.deleteFile(EpochFile.PLACE, DeleteOptions.DEFAULTS);
    assertThat(promote(a, c, "replica+c").retired()).isFalse();
    assertThat(primaryOf(c)).isTrue();
  }

  private static boolean primaryOf(FileStore store) {
    return epoch(store).role() == EpochRole.PRIMARY;
  }

  @Test
  void aPrimaryThatAnEarlierVersionRetiredIsNotTakenForOnesOwn() {
    set(a, Standing.of(epoch(a).next(EpochRole.RETIRED)));
    assertThatThrownBy(() -> promote(a, b, "replica+b"))
        .hasMessageContaining("that an earlier version did not name");
    assertThat(primaries()).isEmpty();
  }

  /** Both were promoted without the primary: nobody could tell the second of the first. */
  @Test
  void twoPrimariesOfOneEpochDoNotShareAReplica() {
    assertThat(promoteWithout(b, "replica+b").retired()).isFalse();
    assertThat(promoteWithout(c, "replica+c").retired()).isFalse();
    assertThat(claim(b, a)).isEmpty();
    assertThat(claim(c, a).orElseThrow()).hasMessageContaining("it follows another store");
    assertThat(claim(c, b).orElseThrow()).hasMessageContaining("has been promoted (epoch 2)");
    assertThat(claim(b, c).orElseThrow()).hasMessageContaining("has been promoted (epoch 2)");
    c.deleteFile(EpochFile.PLACE, DeleteOptions.DEFAULTS);
    assertThat(claim(b, c)).as("once one of them gives way").isEmpty();
    assertThat(primaries()).containsExactly(b);
  }

  @Test
  void aStoreThatWasLeftBehindPromotesNoReplicaOfItsSuccessor() {
    promoteWithout(b, "replica+b");
    assertThat(claim(b, c)).isEmpty();
    assertThatThrownBy(() -> promote(a, c, "replica+c"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the replica follows a later primary (epoch 2)");
    assertThat(claim(b, a)).isEmpty();
    assertThatThrownBy(() -> promote(a, c, "replica+c"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it is a replica itself");
    assertThat(primaries()).containsExactly(b);
  }

  @Test
  void aPrimaryThatWasRetiredLongAgoIsNotTheFormerOne() {
    promote(a, b, "replica+b");
    assertThat(claim(b, c)).isEmpty();
    assertThatThrownBy(() -> promote(a, c, "replica+c"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it was retired before (epoch 2)");
  }

  @Test
  void theDeliveriesOfAPrimaryDoNotTakeItsIdentityFromACandidate() {
    promoteKilled(0, true);
    set(a, Standing.of(new Epoch(4, EpochRole.PRIMARY, epoch(a).lineage())));
    assertThat(claim(a, b)).isEmpty();
    assertThat(new EpochFile(b).read().orElseThrow().standing().candidate()).endsWith("replica+b");
    assertThatCode(() -> promote(a, b, "replica+b")).doesNotThrowAnyException();
    assertThat(epoch(b).number()).isEqualTo(5);
  }
}
