package dev.coffer.versioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.PermissionDeniedException;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.CallListener;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import dev.coffer.observe.OperationListener;
import dev.coffer.observe.StoreCall;
import dev.coffer.observe.StoreOperation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever watches a store sees what is done with its versions, too. */
class WatchedVersionsTest {
  private final List<StoreCall> calls = new ArrayList<>();
  private final FileStore store =
      new ObservedFileStore(
          new VersioningFileStore(
              new InMemoryFileStore(),
              new Retention(OptionalInt.of(1), Optional.empty(), List.of())),
          ObserveOptions.DEFAULTS.listener(new Watcher()));
  private Instant moment = Instant.EPOCH;
  private List<FileVersion> found = List.of();

  private final class Watcher implements OperationListener {
    @Override
    public CallListener begin(StoreCall call) {
      calls.add(call);
      return new CallListener() {};
    }

    @Override
    public boolean needsAll() {
      return true;
    }
  }

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  @BeforeEach
  void write() {
    moment = store.write("d/a", "1").lastModified();
    store.write("d/a", "2");
    store.write("d/a", "3");
    store.write("b", "1");
    store.write("b", "2");
    store.write("b", "3");
    found = versions(store).versions("d/a");
    calls.clear();
  }

  private List<FilePath> watched(StoreOperation operation) {
    return calls.stream()
        .filter(call -> call.operation() == operation)
        .map(StoreCall::paths)
        .flatMap(Collection::stream)
        .toList();
  }

  private static FilePath file(FileVersion version) {
    return KeptVersions.file(FilePath.of("d/a"), VersionId.parse(version.id()).orElseThrow());
  }

  @Test
  void aReadOfAVersionIsSeen() throws IOException {
    byte[] unused = versions(store).read("d/a", found.get(0).id());
    try (InputStream in = versions(store).open("d/a", found.get(1).id(), 0, 1)) {
      assertThat(in.readAllBytes()).hasSize(1);
    }
    assertThat(watched(StoreOperation.READ))
        .containsExactly(file(found.get(0)), file(found.get(1)));
  }

  @Test
  void aReadOfThePastIsSeen() {
    FileStore past = versions(store).asOf(moment);
    assertThat(past.readString("d/a")).isEqualTo("1");
    assertThat(watched(StoreOperation.READ)).containsExactly(file(found.get(1)));
    calls.clear();
    assertThat(past.list("")).containsExactly("d/");
    assertThat(watched(StoreOperation.LIST)).contains(FilePath.ROOT);
  }

  @Test
  void whatAPruneRemovesIsSeenAndWhatItWouldRemoveIsNot() {
    assertThat(versions(store).prune(true).pruned()).hasSize(2);
    assertThat(watched(StoreOperation.DELETE)).isEmpty();
    assertThat(versions(store).prune(false).pruned()).hasSize(2);
    assertThat(watched(StoreOperation.DELETE)).hasSize(2).contains(file(found.get(1)));
  }

  @Test
  void aPruneOfAViewTouchesItsPathsAlone() {
    assertThat(versions(store.scoped("d")).prune(false).pruned())
        .extracting(Pruned::path)
        .containsExactly(FilePath.of("a"));
    assertThat(watched(StoreOperation.DELETE)).containsExactly(file(found.get(1)));
    assertThat(versions(store).versions("b")).hasSize(2);
  }

  @Test
  void aReadOnlyViewHasNoVersionsToRestoreOrPrune() {
    assertThat(store.readOnly().unwrap(FileVersions.class)).isEmpty();
    assertThat(store.writeOnce().unwrap(FileVersions.class)).isEmpty();
    FileStore past = versions(store).asOf(moment);
    assertThatThrownBy(() -> past.delete("d")).isInstanceOf(PermissionDeniedException.class);
    assertThat(past.unwrap(FileVersions.class)).isEmpty();
  }

  /** A layer outside that refuses a path refuses its versions. */
  @Test
  void aLayerThatRefusesAReadIsNotGoneAround() {
    FileStore guarded =
        new ForwardingFileStore(store) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            throw new UnsupportedOperationException("guarded");
          }

          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            throw new UnsupportedOperationException("guarded");
          }
        };
    FileVersions seen =
        (FileVersions) ((StoreVersions) versions(store)).through(guarded).orElseThrow();
    assertThatThrownBy(() -> seen.read("d/a", found.get(0).id())).hasMessage("guarded");
    assertThatThrownBy(() -> seen.asOf(moment).readString("d/a")).hasMessage("guarded");
  }
}
