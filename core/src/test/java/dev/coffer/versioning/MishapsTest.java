package dev.coffer.versioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ForwardingFileStore;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.OwnArea;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Others are faster, have died, or have filled the disk. */
class MishapsTest {
  private final FileStore memory = new InMemoryFileStore();

  private static List<String> contents(FileStore store, String path) {
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    return versions.versions(path).stream()
        .map(one -> one.deleteMarker() ? "-" : new String(versions.read(path, one.id()), UTF_8))
        .toList();
  }

  private static ErrorContext context(FilePath path) {
    return new ErrorContext("write", path.toString(), "memory");
  }

  /** Others create and delete the file, so that it is there whenever it must not be. */
  private final class Churn extends ForwardingFileStore {
    private int refusals;

    Churn(int refusals) {
      super(memory);
      this.refusals = refusals;
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      if (options.isIfAbsent() && refusals-- > 0) {
        throw new ConflictException(context(path), "there is a file", null);
      }
      return super.write(path, content, options);
    }
  }

  @Test
  void aFileThatOthersCreateAndDeleteAllTheTimeIsWrittenInTheEnd() {
    Churn churn = new Churn(12);
    new VersioningFileStore(churn).write("a", "1");
    assertThat(memory.readString("a")).isEqualTo("1");
  }

  @Test
  void aRefusalThatNothingExplainsEndsTheWrite() {
    Churn churn = new Churn(Integer.MAX_VALUE);
    FileStore store = new VersioningFileStore(churn);
    assertThatThrownBy(() -> store.write("a", "1")).isInstanceOf(ConflictException.class);
    assertThat(Integer.MAX_VALUE - churn.refusals).isEqualTo(50);
    assertThat(memory.exists("a")).isFalse();
  }

  @Test
  void aDeletionWhoseProcessDiedIsMarkedByTheNextOne() {
    FileStore dying =
        new ForwardingFileStore(memory) {
          @Override
          public void deleteFile(FilePath path, DeleteOptions options) {
            super.deleteFile(path, options); // by another, who comes no further
            super.deleteFile(path, options);
          }
        };
    FileStore store = new VersioningFileStore(dying);
    store.write("a", "1");
    store.deleteFile("a");
    assertThat(contents(store, "a")).containsExactly("-", "1");
  }

  @Test
  void aViewDoesNotHaveTheVersionsOfAFileInPlaceOfItsRoot() {
    FileStore store =
        new VersioningFileStore(
            memory, new Retention(OptionalInt.of(1), Optional.empty(), List.of()));
    for (String text : List.of("1", "2", "3")) {
      store.write("a", text);
    }
    Instant moment = memory.stat("a").orElseThrow().lastModified();
    store.deleteFile("a");
    FileStore view = store.scoped("a");
    view.write("b", "1");
    FileVersions versions = view.unwrap(FileVersions.class).orElseThrow();
    try (var histories = versions.histories("")) {
      assertThat(histories.map(FileHistory::path)).containsExactly(FilePath.of("b"));
    }
    assertThat(versions.asOf(moment).list("")).isEmpty();
    assertThat(versions.prune(false).pruned()).isEmpty();
    assertThat(contents(store, "a")).containsExactly("-", "3", "2", "1");
  }

  /** No room for what the layer keeps, once the test says so. */
  private final class Full extends ForwardingFileStore {
    private boolean full;

    Full() {
      super(memory);
    }

    private void check(FilePath path) {
      if (full && OwnArea.contains(path)) {
        throw new StorageFullException(context(path), null, null);
      }
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      check(path);
      return super.write(path, content, options);
    }

    @Override
    public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
      check(target);
      return super.copy(source, target, options);
    }

    @Override
    public void deleteFile(FilePath path, DeleteOptions options) {
      super.deleteFile(path, options);
      full = true;
    }
  }

  @Test
  void aDeletionThatCannotBeMarkedIsNoRefusal() {
    FileStore store = new VersioningFileStore(new Full());
    store.write("a", "1");
    assertThatThrownBy(() -> store.deleteFile("a"))
        .isInstanceOf(StorageFailureException.class)
        .hasMessageStartingWith("delete a on")
        .hasRootCauseInstanceOf(StorageFullException.class);
    assertThat(store.exists("a")).isFalse();
    assertThat(contents(store, "a")).containsExactly("1");
  }

  @Test
  void aMoveWhoseSourceCannotBeKeptIsNoRefusal() {
    Full full = new Full();
    FileStore store = new VersioningFileStore(full);
    store.write("a", "1");
    full.full = true;
    assertThatThrownBy(() -> store.move("a", "b"))
        .isInstanceOf(StorageFailureException.class)
        .hasMessageStartingWith("move a on")
        .hasMessageContaining("the target is written");
    assertThat(store.readString("a")).isEqualTo("1");
    assertThat(store.readString("b")).isEqualTo("1");
  }

  /** Keeps nothing, for a reason that is in the area of the layer. */
  private FileStore refusing(Function<ErrorContext, FileStoreException> reason) {
    return new VersioningFileStore(
        new ForwardingFileStore(memory) {
          @Override
          public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
            throw reason.apply(context(target));
          }
        });
  }

  private static ConflictException inPlaceOfADirectory(ErrorContext context) {
    return new ConflictException(context, "a link is in place of a directory", null);
  }

  @Test
  void aDeletionThatIsRefusedThoughNobodyWasFasterFails() {
    FileStore store = refusing(MishapsTest::inPlaceOfADirectory);
    store.write("a", "1");
    assertThatThrownBy(() -> store.deleteFile("a"))
        .isInstanceOf(ConflictException.class)
        .hasMessageStartingWith("delete a on")
        .hasMessageContaining("a link is in place");
    assertThat(store.readString("a")).isEqualTo("1");
    assertThat(contents(store, "a")).isEmpty();
  }

  @Test
  void aWriteThatIsRefusedThoughNobodyWasFasterFails() {
    FileStore store = refusing(MishapsTest::inPlaceOfADirectory);
    store.write("a", "1");
    assertThatThrownBy(() -> store.write("a", "2"))
        .isInstanceOf(ConflictException.class)
        .hasMessageStartingWith("write a on")
        .hasMessageContaining("a link is in place");
    assertThat(store.readString("a")).isEqualTo("1");
    assertThat(contents(store, "a")).isEmpty();
  }

  @Test
  void aMoveWhoseSourceStaysSaysThatTheTargetIsWritten() {
    List<Function<ErrorContext, FileStoreException>> reasons =
        List.of(
            MishapsTest::inPlaceOfADirectory,
            context -> new PermissionDeniedException(context, null, null));
    for (Function<ErrorContext, FileStoreException> reason : reasons) {
      FileStore store = refusing(reason);
      memory.write("a", "1");
      assertThatThrownBy(() -> store.move("a", "b"))
          .isInstanceOf(StorageFailureException.class)
          .hasMessageStartingWith("move a on")
          .hasMessageContaining("the target is written")
          .hasMessageContaining(reason.apply(context(FilePath.of("a"))).hint());
      assertThat(memory.readString("a")).isEqualTo("1");
      assertThat(memory.readString("b")).isEqualTo("1");
      memory.deleteFile("b");
    }
  }

  @Test
  void ofManyFilesThoseAreNamedForWhichThereIsNoRoom() {
    Full full = new Full();
    FileStore store = new VersioningFileStore(full);
    store.write("a", "1");
    store.write("b", "1");
    full.full = true;
    assertThatThrownBy(() -> store.deleteAll(List.of("a", "b", "missing")))
        .isInstanceOfSatisfying(
            StorageFullException.class,
            e ->
                assertThat(
                        e.succeeded(
                            List.of(FilePath.of("a"), FilePath.of("b"), FilePath.of("missing"))))
                    .containsExactly(FilePath.of("missing")));
  }
}
