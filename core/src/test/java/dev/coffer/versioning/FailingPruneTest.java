package dev.coffer.versioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ForwardingFileStore;
import dev.coffer.PermissionDeniedException;
import dev.coffer.memory.InMemoryFileStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a prune removed before it failed is told. */
class FailingPruneTest {
  private static final Retention ONE =
      new Retention(OptionalInt.of(1), Optional.empty(), List.of());

  private final FileStore memory = new InMemoryFileStore();
  private final List<String> told = new ArrayList<>();

  /** Four versions of each of two paths, of which three go. */
  private FileVersions versions(Consumer<List<FilePath>> deletion) {
    FileStore store =
        new VersioningFileStore(
            new ForwardingFileStore(memory) {
              @Override
              public void deleteFiles(Collection<FilePath> paths) {
                deletion.accept(List.copyOf(paths));
              }
            },
            ONE);
    for (String path : List.of("a", "b")) {
      for (int i = 0; i < 5; i++) {
        store.write(path, "x".repeat(i));
      }
    }
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  private void prune(FileVersions versions) {
    versions.prune(false, one -> told.add(one.path() + " " + one.size()));
  }

  private static FileStoreException denied(FilePath path) {
    ErrorContext context = new ErrorContext("delete", path.toString(), "memory");
    return new PermissionDeniedException(context, "locked", null);
  }

  private static int left(FileVersions versions) {
    return versions.versions("a").size() + versions.versions("b").size();
  }

  @Test
  void aVersionThatCannotBeRemovedHoldsUpNoOther() {
    FileVersions versions =
        versions(
            paths -> {
              memory.deleteFiles(paths.subList(1, paths.size()));
              throw denied(paths.get(0));
            });
    assertThatThrownBy(() -> prune(versions))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageStartingWith("prune a on ");
    assertThat(told).hasSize(5).contains("b 0", "b 1", "b 2");
    assertThat(left(versions)).isEqualTo(3);
  }

  @Test
  void whatACallHasRemovedWhoseAnswerIsLostIsFoundAndTold() {
    FileVersions versions =
        versions(
            paths -> {
              memory.deleteFiles(paths.subList(0, 4));
              throw new ConnectionException(new ErrorContext("delete", "", "memory"), null, null);
            });
    assertThatThrownBy(() -> prune(versions)).isInstanceOf(ConnectionException.class);
    assertThat(told).hasSize(4);
    assertThat(left(versions)).isEqualTo(4);
  }

  @Test
  void whereNothingCanBeRemovedNothingIsTold() {
    FileVersions versions =
        versions(
            paths -> {
              throw FileStoreException.ofAll(paths.stream().map(FailingPruneTest::denied).toList());
            });
    assertThatThrownBy(() -> prune(versions)).isInstanceOf(PermissionDeniedException.class);
    assertThat(told).isEmpty();
    assertThat(left(versions)).isEqualTo(8);
  }

  @Test
  void theReportHasTheBytes() {
    FileVersions versions = versions(memory::deleteFiles);
    assertThat(versions.prune(true).bytes()).isEqualTo(6);
  }
}
