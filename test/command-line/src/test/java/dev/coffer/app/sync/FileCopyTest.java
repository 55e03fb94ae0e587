package dev.coffer.app.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.CorruptFileException;
import dev.coffer.DeleteOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FaultyFileStore;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.RecordedCall;
import dev.coffer.testkit.RecordingFileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change while they are copied. */
class FileCopyTest {
  private static final FilePath FILE = FilePath.of("f");

  private final FileStore target = new InMemoryFileStore();
  private final AtomicLong moved = new AtomicLong();

  /** Writes a new version of a file after each of its first reads. */
  private static final class RestlessFileStore extends ForwardingFileStore {
    private int changes;

    RestlessFileStore(int changes) {
      super(new InMemoryFileStore());
      write("f", "version " + changes);
      this.changes = changes;
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      OpenedFile file = super.read(path, options);
      if (changes > 0) {
        changes--;
        write("f", "version " + changes);
      }
      return file;
    }
  }

  private long copy(FileStore source) {
    return new FileCopy(Origin.of(source), Destination.of(target), moved::addAndGet).run(FILE);
  }

  @Test
  void aFileThatStaysIsCopiedOnce() {
    assertThat(copy(new RestlessFileStore(0))).isEqualTo(9);
    assertThat(target.readString("f")).isEqualTo("version 0");
    assertThat(moved).hasValue(9);
  }

  @Test
  void aFileIsOpenedOnceAndLookedAtBeforeAndAfterItsCopyIsPublished() {
    RecordingFileStore source = new RecordingFileStore(new RestlessFileStore(0));
    copy(source);
    assertThat(source.calls())
        .containsExactly(
            RecordedCall.of(Operation.READ, "f"),
            RecordedCall.of(Operation.STAT, "f"),
            RecordedCall.of(Operation.STAT, "f"));
  }

  @Test
  void aTargetThatAsksForTheBytesTwiceIsGivenThoseOfOneVersion() {
    FileStore source = new RestlessFileStore(1);
    FileStore twice =
        new ForwardingFileStore(target) {
          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            super.write(path, content, options);
            return super.write(path, content, options);
          }
        };
    new FileCopy(Origin.of(source), Destination.of(twice), moved::addAndGet).run(FILE);
    assertThat(target.readString("f")).isEqualTo("version 0");
    assertThat(moved).as("one version once and the other twice").hasValue(27);
  }

  @Test
  void aFileThatChangesIsCopiedAgain() {
    assertThat(copy(new RestlessFileStore(2))).isEqualTo(9);
    assertThat(target.readString("f")).isEqualTo("version 0");
    assertThat(moved).hasValue(27);
  }

  @Test
  void aFileThatNeverRestsIsAnError() {
    FileStore restless = new RestlessFileStore(100);
    assertThatThrownBy(() -> copy(restless))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("it changed 3 times while it was copied");
  }

  /** A file of a directory that is so much longer each time when it is read. */
  private static Origin growing(Path root, int times) throws IOException {
    Path file = Files.writeString(root.resolve("f"), "0123456789");
    return Origin.of(
        new ForwardingFileStore(new InMemoryFileStore()) {
          private int changes = times;

          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            OpenedFile opened = Origin.of(root).read(path);
            if (changes-- > 0) {
              append(file);
            }
            return opened;
          }

          @Override
          public Optional<FileInfo> stat(FilePath path) {
            return Origin.of(root).stat(path);
          }
        });
  }

  private static void append(Path file) {
    try {
      Files.writeString(file, "+", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long copy(Origin origin) {
    return new FileCopy(origin, Destination.of(target), bytes -> {}).run(FILE);
  }

  @Test
  void aFileThatGrowsWhileItIsReadIsCopiedAgain(@TempDir Path root) throws IOException {
    assertThat(copy(growing(root, 2))).isEqualTo(12);
    assertThat(target.readString("f")).isEqualTo("0123456789++");
  }

  @Test
  void aFileThatGrowsWithoutEndIsAnErrorAndLeavesTheTarget(@TempDir Path root) throws IOException {
    target.write("f", "old");
    Origin endless = growing(root, 100);
    assertThatThrownBy(() -> copy(endless))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("it changed 3 times while it was copied");
    assertThat(target.readString("f")).isEqualTo("old");
  }

  @Test
  void anOldVersionIsNotPublished() {
    FileStore restless = new RestlessFileStore(100);
    target.write("f", "old");
    assertThatThrownBy(() -> copy(restless)).isInstanceOf(ConflictException.class);
    assertThat(target.readString("f")).isEqualTo("old");
  }

  /** Changes the source once a copy is published, so that the copy is younger than it. */
  @Test
  void aCopyThatIsOldWhenItIsPublishedDoesNotStay() {
    FileStore source = new InMemoryFileStore();
    source.write("f", "version 1");
    FileStore changing =
        new ForwardingFileStore(target) {
          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            FileInfo written = super.write(path, content, options);
            source.write("f", "version 2");
            return written;
          }
        };
    assertThatThrownBy(
            () -> new FileCopy(Origin.of(source), Destination.of(changing), bytes -> {}).run(FILE))
        .isInstanceOf(ConflictException.class);
    assertThat(target.exists("f")).isFalse();
  }

  @Test
  void aCopyThatCannotBeReadBackDoesNotStay() {
    FileStore source = new InMemoryFileStore();
    source.write("f", "1");
    FaultyFileStore unreadable = new FaultyFileStore(target);
    unreadable.failBefore(
        Operation.READ,
        1,
        () -> new ConnectionException(new ErrorContext("read", "f", "test"), "lost", null));
    assertThatThrownBy(
            () -> new FileCopy(Origin.of(source), Destination.of(unreadable), n -> {}).run(FILE))
        .isInstanceOf(ConnectionException.class);
    assertThat(target.exists("f")).isFalse();
  }

  @Test
  void aCopyWhoseVerificationIsInterruptedDoesNotStayAndTheInterruptDoes(@TempDir Path root) {
    FileStore source = new InMemoryFileStore();
    source.write("f", "1");
    try (FileStore local = new LocalFileStore(root)) {
      FileStore interrupting =
          new ForwardingFileStore(local) {
            @Override
            public OpenedFile read(FilePath path, ReadOptions options) {
              Thread.currentThread().interrupt();
              return super.read(path, options);
            }
          };
      FileCopy copy = new FileCopy(Origin.of(source), Destination.of(interrupting), n -> {});
      assertThatThrownBy(() -> copy.run(FILE)).isInstanceOf(InterruptedOperationException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(local.exists("f")).isFalse();
    }
  }

  /** Lets another do something to a file right after it was copied, and fails reads if asked to. */
  private FileStore disturbed(Runnable other, @Nullable RuntimeException failure) {
    return new ForwardingFileStore(target) {
      @Override
      public FileInfo write(FilePath path, Content content, WriteOptions options) {
        FileInfo written = super.write(path, content, options);
        other.run();
        return written;
      }

      @Override
      public OpenedFile read(FilePath path, ReadOptions options) {
        if (failure != null) {
          throw failure;
        }
        return super.read(path, options);
      }
    };
  }

  private static void assertTakenByAnother(FileStore source, FileStore target) {
    FileCopy copy = new FileCopy(Origin.of(source), Destination.of(target), n -> {});
    assertThatThrownBy(() -> copy.run(FILE))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("another wrote or deleted the file right after it was copied");
  }

  @Test
  void aFileThatAnotherWroteBeforeItsCopyWasReadBackStays() {
    FileStore source = new RestlessFileStore(0);
    assertTakenByAnother(source, disturbed(() -> target.write("f", "another's"), null));
    assertThat(target.readString("f")).isEqualTo("another's");
  }

  @Test
  void aFileThatAnotherWroteStaysThoughItsCopyCouldNotBeReadBack() {
    ConnectionException lost =
        new ConnectionException(new ErrorContext("read", "f", "test"), "lost", null);
    FileStore source = new RestlessFileStore(0);
    assertTakenByAnother(source, disturbed(() -> target.write("f", "another's"), lost));
    assertThat(target.readString("f")).isEqualTo("another's");
  }

  @Test
  void aFileThatAnotherDeletedBeforeItsCopyWasReadBackIsToldAsThat() {
    FileStore source = new RestlessFileStore(0);
    assertTakenByAnother(source, disturbed(() -> target.delete("f"), null));
    assertThat(target.exists("f")).isFalse();
  }

  @Test
  void aFileThatAnotherWroteWithTheSameBytesIsACopy() {
    FileStore source = new RestlessFileStore(0);
    FileStore both = disturbed(() -> target.write("f", "version 0"), null);
    assertThat(new FileCopy(Origin.of(source), Destination.of(both), n -> {}).run(FILE))
        .isEqualTo(9);
    assertThat(target.readString("f")).isEqualTo("version 0");
  }

  /** The source changes and another writes to the target, both after the copy was read back. */
  private FileStore sourceThatChangesWithTheTarget() {
    return new ForwardingFileStore(new RestlessFileStore(0)) {
      private int looks;

      @Override
      public Optional<FileInfo> stat(FilePath path) {
        looks++;
        if (looks == 2) {
          write("f", "newer");
          target.write("f", "another's");
        }
        return super.stat(path);
      }
    };
  }

  @Test
  void aFileThatAnotherWroteStaysThoughItsCopyIsOld() {
    assertTakenByAnother(sourceThatChangesWithTheTarget(), target);
    assertThat(target.readString("f")).isEqualTo("another's");
  }

  private void failSecondLook(RuntimeException failure) {
    FaultyFileStore source = new FaultyFileStore(new InMemoryFileStore());
    source.write("f", "1");
    source.failBefore(Operation.STAT, 2, () -> failure);
    assertThatThrownBy(() -> copy(source)).isSameAs(failure);
  }

  @Test
  void aVerifiedCopyWhoseSourceFailsAfterwardsStays() {
    failSecondLook(new ConnectionException(new ErrorContext("stat", "f", "test"), "lost", null));
    assertThat(target.readString("f")).isEqualTo("1");
  }

  @Test
  void aCopyWhoseSecondLookIsInterruptedDoesNotStay() {
    failSecondLook(
        new InterruptedOperationException(new ErrorContext("stat", "f", "test"), null, null));
    assertThat(target.exists("f")).isFalse();
  }

  @Test
  void aCopyThatCanBeNeitherVerifiedNorDeletedIsToldAsThat() {
    FileStore source = new InMemoryFileStore();
    source.write("f", "1");
    FaultyFileStore failing = new FaultyFileStore(target);
    failing.failBefore(
        Operation.READ,
        1,
        () -> new ConnectionException(new ErrorContext("read", "f", "test"), "lost", null));
    failing.failBefore(
        Operation.DELETE_FILE,
        1,
        () -> new ConnectionException(new ErrorContext("delete", "f", "test"), "lost", null));
    assertThatThrownBy(
            () -> new FileCopy(Origin.of(source), Destination.of(failing), n -> {}).run(FILE))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("neither verified nor deleted")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .hasAtLeastOneElementOfType(ConnectionException.class));
  }

  /** The other writes after the last look and before the deletion. */
  @Test
  void aFileThatAnotherWroteInTheMomentOfTheDeletionStays() {
    ConnectionException lost =
        new ConnectionException(new ErrorContext("read", "f", "test"), "lost", null);
    FileStore late =
        new ForwardingFileStore(disturbed(() -> {}, lost)) {
          @Override
          public void deleteFiles(Collection<FilePath> paths) {
            target.write("f", "another's");
            super.deleteFiles(paths);
          }

          @Override
          public void deleteFile(FilePath path, DeleteOptions options) {
            target.write("f", "another's");
            super.deleteFile(path, options);
          }
        };
    assertTakenByAnother(new RestlessFileStore(0), late);
    assertThat(target.readString("f")).isEqualTo("another's");
  }

  @Test
  void anUnverifiedCopyIsDeletedAlsoWhereDeletionsKnowNoCondition() {
    ConnectionException lost =
        new ConnectionException(new ErrorContext("read", "f", "test"), "lost", null);
    FileStore simple =
        new ForwardingFileStore(disturbed(() -> {}, lost)) {
          @Override
          public void deleteFile(FilePath path, DeleteOptions options) {
            throw new UnsupportedFeatureException(
                new ErrorContext("delete", "f", "test"), null, null);
          }
        };
    FileCopy copy =
        new FileCopy(Origin.of(new RestlessFileStore(0)), Destination.of(simple), n -> {});
    assertThatThrownBy(() -> copy.run(FILE)).isSameAs(lost);
    assertThat(target.exists("f")).isFalse();
  }

  @Test
  void aFileThatIsGoneIsAnErrorAndLeavesTheTarget() {
    target.write("f", "old");
    FileStore empty = new InMemoryFileStore();
    assertThatThrownBy(() -> copy(empty)).isInstanceOf(NotFoundException.class);
    assertThat(target.readString("f")).isEqualTo("old");
  }
}
