package dev.coffer.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.PermissionDeniedException;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.event.FileEventLog;
import dev.coffer.memory.InMemoryFileStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class PromotionTest {
  @TempDir private Path directory;
  private String replica = "";

  @BeforeEach
  void nameReplica() {
    replica = directory.resolve("replica").toUri().toString();
  }

  private Promotion promote() {
    Assembly assembly =
        FileStores.assembly(
            FileStoreConfig.builder()
                .uri(directory.resolve("primary").toUri().toString())
                .option("replicas", replica)
                .build());
    ConfiguredReplica configured = ConfiguredReplica.of(assembly, replica);
    try (FileStore old = FileStores.open(assembly.without("events"));
        FileStore store = configured.open();
        FileEventLog log = configured.openLog()) {
      return Promotion.run(Optional.of(old), store, Optional.of(log), configured.name());
    }
  }

  @Test
  void theWritersOfTheFormerPrimaryStop() {
    try (Pair pair = Pair.open(directory, replica, "")) {
      pair.primary().write("a", "1");
      pair.settle();
      assertThat(promote().epoch().number()).isEqualTo(2);

      Pair.await(() -> isRefused(pair.primary()));
      assertThatThrownBy(() -> pair.primary().write("b", "2"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("no longer decides");
      assertThat(pair.primary().readString("a")).as("reads go on").isEqualTo("1");
    }
    assertThatThrownBy(() -> Pair.primary(directory, replica, "").close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no longer decides");
  }

  /** Its bucket was deleted, its key revoked, its disk is broken. */
  @Test
  void aPrimaryThatIsLostNeedNotAnswer() {
    ErrorContext context = new ErrorContext("read", "a", "primary");
    for (FileStoreException loss :
        List.of(
            new ConfigurationException(context, "there is no bucket", null),
            new PermissionDeniedException(context, "the key was revoked", null),
            new StorageFailureException(context, "it is broken", null))) {
      String copy = directory.resolve(loss.getClass().getSimpleName()).toUri().toString();
      try (Pair pair =
          Pair.open(directory.resolve("of").resolve(loss.getClass().getSimpleName()), copy, "")) {
        pair.primary().write("a", "1");
        pair.settle();
      }
      try (FileStore lost = new LostStore(loss);
          FileStore store = FileStores.open(copy)) {
        Promotion promotion = Promotion.run(Optional.of(lost), store, Optional.empty(), "copy");
        assertThat(promotion.retired()).isFalse();
        assertThat(promotion.known()).isFalse();
        assertThat(Epoch.of(store).orElseThrow().role()).isEqualTo(EpochRole.PRIMARY);
      }
    }
  }

  private static final class LostStore extends ForwardingFileStore {
    private final FileStoreException loss;

    LostStore(FileStoreException loss) {
      super(new InMemoryFileStore());
      this.loss = loss;
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      throw loss;
    }

    @Override
    public Optional<FileInfo> stat(FilePath path) {
      throw loss;
    }
  }

  private static boolean isRefused(FileStore store) {
    try {
      store.deleteFile("no such file");
      return false;
    } catch (ConfigurationException e) {
      return true;
    }
  }

  private void writeOneThatIsNeverDelivered() {
    try (Pair pair = Pair.open(directory, replica, "")) {
      pair.primary().write("a", "1");
      pair.settle();
      pair.replica().write("taken", "foreign");
      pair.primary().write("taken", "never delivered");
      pair.settle();
    }
  }

  @Test
  void theChangesOfTheLastMomentsAreNamed() {
    writeOneThatIsNeverDelivered();
    Promotion promotion = promote();
    assertThat(promotion.retired()).isTrue();
    assertThat(promotion.known()).isTrue();
    assertThat(promotion.lost()).extracting(Object::toString).containsExactly("taken");
  }

  @Test
  void aPromotedReplicaReceivesNothingOfTheFormerPrimary() {
    try (Pair pair = Pair.open(directory, replica, "")) {
      pair.primary().write("a", "1");
      pair.settle();
      promote();
      pair.replica().write("a", "written by the new primary");
      try {
        pair.primary().write("a", "too late");
      } catch (ConfigurationException e) {
        // It may already know.
      }
      Pair.await(() -> isRefused(pair.primary()));
      assertThat(pair.replica().readString("a")).isEqualTo("written by the new primary");
    }
  }

  @Test
  void theFormerPrimaryBecomesAReplicaOfTheNewOne() {
    try (Pair pair = Pair.open(directory, replica, "")) {
      pair.primary().write("same", "1");
      pair.primary().write("changed", "2");
      pair.settle();
    }
    promote();
    String former = directory.resolve("primary").toUri().toString();
    FileStoreConfig config =
        FileStoreConfig.builder().uri(replica).option("replicas", former).build();
    try (FileStore store = FileStores.open(config);
        FileStore old = FileStores.open(former)) {
      store.write("changed", "new");
      store.write("added", "3");
      FileEventLog log = store.unwrap(FileEventLog.class).orElseThrow();
      Pair.await(() -> log.receivers().stream().allMatch(state -> state.pending() == 0));
      assertThat(old.readString("added")).isEqualTo("3");
      assertThat(old.readString("changed")).as("without a mark").isEqualTo("2");

      RepairReport report = repair(store, old, true);
      assertThat(report.isComplete()).isTrue();
      assertThat(Pair.contents(old)).isEqualTo(Pair.contents(store));
      assertThat(Pair.contents(old)).isEqualTo(Map.of("same", "1", "changed", "new", "added", "3"));
      assertThat(Epoch.of(old).orElseThrow().role()).isEqualTo(EpochRole.REPLICA);
      assertThat(Epoch.of(store).orElseThrow().number()).isEqualTo(2);
    }
  }

  private static RepairReport repair(FileStore store, FileStore old, boolean adopts) {
    RepairOptions options = new RepairOptions(false, adopts, files -> 0);
    return new ReplicaRepair(
            store,
            old,
            options,
            new RepairListener() {
              @Override
              public void done(Action action, FilePath path) {}

              @Override
              public void failed(FilePath path, RuntimeException error) {
                throw new AssertionError(path.toString(), error);
              }
            })
        .run();
  }

  @Test
  void aStoreThatIsNoReplicaIsNotPromoted() {
    assertThatThrownBy(this::promote)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it is no replica yet");
  }

  /** The process may have been killed before it could say them. */
  @Test
  void aPromotionThatIsRepeatedNamesTheSameChanges() {
    writeOneThatIsNeverDelivered();
    Promotion first = promote();
    assertThat(first.lost()).isNotEmpty();
    assertThat(promote()).isEqualTo(first);
  }

  /** It could not be asked when its replica was promoted. */
  @Test
  void aFormerPrimaryThatIsBackIsRetiredByARepetition() {
    writeOneThatIsNeverDelivered();
    ConfigurationException gone =
        new ConfigurationException(new ErrorContext("read", "a", "primary"), "gone", null);
    try (FileStore store = FileStores.open(replica)) {
      Promotion first =
          Promotion.run(Optional.of(new LostStore(gone)), store, Optional.empty(), "replica");
      assertThat(first.retired() || first.known()).isFalse();
    }
    Promotion again = promote();
    assertThat(again.retired() && again.known()).isTrue();
    assertThat(again.epoch().number()).isEqualTo(2);
    assertThat(again.lost()).containsExactly(FilePath.of("taken"));
    assertThat(promote()).isEqualTo(again);
    assertThatThrownBy(() -> Pair.primary(directory, replica, "").close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no longer decides");
  }

  @Test
  void aPrimaryIsNotPromoted() {
    theFormerPrimaryBecomesAReplicaOfTheNewOne();
    assertThatThrownBy(this::promote)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it is the primary already");
  }
}
