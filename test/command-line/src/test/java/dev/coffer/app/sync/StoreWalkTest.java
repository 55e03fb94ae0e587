package dev.coffer.app.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.OmittedName;
import dev.coffer.PermissionDeniedException;
import dev.coffer.memory.InMemoryFileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoreWalkTest {
  private static final OmittedName LINK = new OmittedName("a-link", OmittedName.Reason.LINK);

  private final List<String> told = new ArrayList<>();

  /** Of which listings fail as soon as they come to one of some directories. */
  private static final class GuardedFileStore extends ForwardingFileStore {
    private final Set<String> guarded;

    GuardedFileStore(String... guarded) {
      super(new InMemoryFileStore());
      this.guarded = Set.of(guarded);
      for (String file :
          new String[] {"a", "d-x", "d/a", "d/sub-x", "d/sub/b", "d/sub/deep/c", "d/z", "z"}) {
        write(file, "");
      }
    }

    @Override
    public Stream<Entry> list(FilePath directory, ListOptions options) {
      if (directory.isRoot()) {
        options.onOmitted().accept(LINK);
      }
      require(directory + "/", directory);
      return super.list(directory, options)
          .peek(entry -> require(options.isRecursive() ? entry.path().toString() : "", directory));
    }

    private void require(String path, FilePath listed) {
      if (guarded.stream().anyMatch(path::startsWith)) {
        throw new PermissionDeniedException(
            new ErrorContext("list", listed.toString(), "test"), null, null);
      }
    }
  }

  private final class Listening implements SkippedFiles {
    @Override
    public void failed(String path, Throwable error) {
      told.add("failed " + path);
    }

    @Override
    public void unreadable(String path, RuntimeException error) {
      told.add("unreadable " + path);
    }

    @Override
    public void omitted(OmittedName name) {
      told.add("omitted " + name.name());
    }
  }

  private List<String> walk(FileStore store) {
    try (Stream<FileInfo> files = Origin.of(store).files(new Listening())) {
      return files.map(file -> file.path().toString()).toList();
    }
  }

  @Test
  void aDirectoryThatCannotBeListedIsToldAndOnlyWhatIsBelowItIsMissing() {
    assertThat(walk(new GuardedFileStore("d/sub/")))
        .containsExactly("a", "d-x", "d/a", "d/sub-x", "d/z", "z");
    assertThat(told).containsExactly("omitted a-link", "unreadable d/sub/");
  }

  @Test
  void aDirectoryFurtherDownIsToldAlone() {
    assertThat(walk(new GuardedFileStore("d/sub/deep/")))
        .containsExactly("a", "d-x", "d/a", "d/sub-x", "d/sub/b", "d/z", "z");
    assertThat(told).containsExactly("omitted a-link", "unreadable d/sub/deep/");
  }

  @Test
  void aStoreThatCannotBeListedAtAllIsAnError() {
    assertThatThrownBy(() -> walk(new GuardedFileStore("")))
        .isInstanceOf(PermissionDeniedException.class);
  }

  @Test
  void aStoreWithoutFailuresIsListedOnce() {
    assertThat(walk(new GuardedFileStore("nothing"))).hasSize(8).contains("d/sub/deep/c");
    assertThat(told).containsExactly("omitted a-link");
  }
}
