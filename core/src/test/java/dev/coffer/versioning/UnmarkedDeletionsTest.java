package dev.coffer.versioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Actor;
import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.OwnArea;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of a deletion whose process was killed before it was marked. */
class UnmarkedDeletionsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path directory;

  /** Dies when it writes the mark. */
  private static final class Dying extends ForwardingFileStore {
    Dying(FileStore below) {
      super(below);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      if (OwnArea.contains(path)) {
        throw new StorageFailureException(
            new ErrorContext("write", path.toString(), name()), "dead", null);
      }
      return super.write(path, content, options);
    }
  }

  /** The store as it is an hour after the file was deleted without a mark. */
  private static FileStore afterTheDeath(FileStore below) {
    FileStore dying = new VersioningFileStore(new Dying(below));
    dying.write("a", "first");
    dying.write("a", "second");
    assertThatThrownBy(() -> dying.deleteFile("a")).isInstanceOf(StorageFailureException.class);
    return new VersioningFileStore(below, Retention.ALL, () -> Instant.now().plus(HOUR));
  }

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  private static List<String> contents(FileStore store) {
    FileVersions versions = versions(store);
    return versions.versions("a").stream()
        .map(one -> one.deleteMarker() ? "-" : new String(versions.read("a", one.id()), UTF_8))
        .toList();
  }

  @Test
  void theContentIsTheNewestVersionAndComesBack() {
    FileStore store = afterTheDeath(new InMemoryFileStore());
    assertThat(store.exists("a")).isFalse();
    assertThat(contents(store)).containsExactly("second", "first");
    FileVersions versions = versions(store);
    var unused = versions.restoreIfAbsent("a", versions.versions("a").get(0).id());
    assertThat(store.readString("a")).isEqualTo("second");
  }

  /** When it went is not known, so no moment can be said to be without it. */
  @Test
  void thePastHasTheFileUntilTheNextWrite() {
    FileStore store = afterTheDeath(new InMemoryFileStore());
    try (FileStore past = versions(store).asOf(Instant.now())) {
      assertThat(past.readString("a")).isEqualTo("second");
    }
    Instant third = store.write("a", "third").lastModified();
    try (FileStore past = versions(store).asOf(third)) {
      assertThat(past.readString("a")).isEqualTo("third");
    }
  }

  @Test
  void onDiskADeletionThatIsTriedAgainMarksIt() {
    try (FileStore store = afterTheDeath(new LocalFileStore(directory))) {
      Actor.as("ada", () -> store.deleteFile("a"));
      assertThat(contents(store)).containsExactly("-", "second", "first");
      String deletion = versions(store).versions("a").get(0).id();
      assertThat(versions(store).deletedBy("a", deletion)).contains("ada");
      try (FileStore past = versions(store).asOf(Instant.now().plus(HOUR))) {
        assertThat(past.exists("a")).isFalse();
      }
    }
  }

  @Test
  void onDiskItIsMarkedOnce() {
    try (FileStore store = afterTheDeath(new LocalFileStore(directory))) {
      store.deleteFile("a");
      store.deleteFile("a");
      assertThat(contents(store)).containsExactly("-", "second", "first");
    }
  }

  @Test
  void aDeletionOfWhatNeverWasIsNotMarked() {
    try (FileStore store = afterTheDeath(new LocalFileStore(directory))) {
      store.deleteFile("never");
      assertThat(versions(store).versions("never")).isEmpty();
    }
  }

  /**
   * The time of what is written next is of a clock that may be a tick behind: the mark must be
   * before it, or the newest version would seem to be older.
   */
  @Test
  void onDiskTheMarkIsATickBeforeTheDeletionThatMadeIt() {
    try (FileStore store = afterTheDeath(new LocalFileStore(directory))) {
      Instant before = Instant.now().plus(HOUR);
      store.deleteFile("a");
      FileVersion mark = versions(store).versions("a").get(0);
      assertThat(mark.time()).isBefore(Instant.now().plus(HOUR).minus(VersionId.TICK));
      assertThat(mark.time()).isAfter(before.minus(HOUR.dividedBy(2)));
    }
  }
}
