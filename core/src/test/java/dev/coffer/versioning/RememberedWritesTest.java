package dev.coffer.versioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.WriteOptions;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer does not look again at what it has written, and still notices what others do to it. */
class RememberedWritesTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path directory;

  private final List<String> looks = new ArrayList<>();
  private Duration ahead = Duration.ZERO;
  private FileStore store;

  @BeforeEach
  void open() {
    // Without syncs, which may take longer than a write is a recent one.
    FileStore local = new Looks(new LocalFileStore(directory, Durability.NONE));
    store = new VersioningFileStore(local, Retention.ALL, () -> Instant.now().plus(ahead));
    store.write("a", "first");
    store.write("a", "second");
    looks.clear();
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Notes each look at a file and each listing. */
  private final class Looks extends ForwardingFileStore {
    Looks(FileStore below) {
      super(below);
    }

    @Override
    public Optional<FileInfo> stat(FilePath path) {
      looks.add("stat " + path);
      return super.stat(path);
    }

    @Override
    public Stream<Entry> list(FilePath path, ListOptions options) {
      looks.add("list " + path);
      return super.list(path, options);
    }
  }

  private List<String> contents() {
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    return versions.versions("a").stream()
        .map(one -> one.deleteMarker() ? "-" : new String(versions.read("a", one.id()), UTF_8))
        .toList();
  }

  @Test
  void whatThisStoreHasWrittenIsReplacedWithoutALook() {
    store.write("a", "third");
    assertThat(looks).isEmpty();
    assertThat(contents()).containsExactly("second", "first");
  }

  @Test
  void whatThisStoreHasCreatedIsReplacedWithoutALook() {
    store.write("new", "first", WriteOptions.DEFAULTS.ifAbsent());
    store.write("new", "second");
    assertThat(looks).isEmpty();
  }

  @Test
  void whatThisStoreHasWrittenIsDeletedWithoutAListing() {
    store.deleteFile("a");
    assertThat(looks).containsExactly("stat a");
    assertThat(contents()).containsExactly("-", "second", "first");
  }

  /** Others may have put it back, and what followed it may be a version by now. */
  @Test
  void ofWhatWasWrittenEarlierTheNewestVersionIsLookedAt() {
    ahead = HOUR;
    store.write("a", "third");
    assertThat(looks).singleElement().asString().startsWith("list .coffer/");
  }

  @Test
  void whatWasPutBackAfterItsDeletionWasMarkedIsLaterThanTheMark() throws IOException {
    Files.move(directory.resolve("a"), directory.resolve("aside"));
    ahead = HOUR;
    try (FileStore other =
        new VersioningFileStore(
            new LocalFileStore(directory), Retention.ALL, () -> Instant.now().plus(HOUR))) {
      other.deleteFile("a");
    }
    Files.move(directory.resolve("aside"), directory.resolve("a"));
    ahead = HOUR.plus(HOUR);
    store.write("a", "third");
    assertThat(contents()).startsWith("second", "-");
  }

  @Test
  void aFileWhoseTimeIsStillToComeIsATickBeforeWhatReplacesIt() throws IOException {
    Files.setLastModifiedTime(
        directory.resolve("a"), FileTime.from(Instant.now().plus(HOUR.plus(HOUR))));
    Instant replaced = store.write("a", "third").lastModified();
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    FileVersion second = versions.versions("a").get(0);
    assertThat(new String(versions.read("a", second.id()), UTF_8)).isEqualTo("second");
    assertThat(second.time()).isBefore(replaced);
    assertThat(contents()).containsExactly("second", "first");
  }

  @Test
  void whatAnotherStoreHasWrittenSinceIsKept() {
    try (FileStore other = new VersioningFileStore(new LocalFileStore(directory))) {
      other.write("a", "of another");
    }
    store.write("a", "third");
    assertThat(contents()).containsExactly("of another", "second", "first");
  }

  @Test
  void whatAnotherStoreHasDeletedSinceIsWrittenAgain() {
    try (FileStore other = new VersioningFileStore(new LocalFileStore(directory))) {
      other.delete("a");
    }
    store.write("a", "third");
    assertThat(store.readString("a")).isEqualTo("third");
    assertThat(contents()).containsExactly("-", "second", "first");
  }

  @Test
  void whatAProgramHasWrittenSinceIsKept() throws IOException {
    Files.writeString(directory.resolve("a"), "of a program");
    store.write("a", "third");
    assertThat(contents()).contains("of a program", "first");
  }

  @Test
  void whatAProgramHasGivenAnOldTimeSinceIsTheNewestVersion() throws IOException {
    Files.setLastModifiedTime(directory.resolve("a"), FileTime.from(Instant.EPOCH));
    store.write("a", "third");
    assertThat(contents()).containsExactly("second", "first");
  }

  @Test
  void aDirectoryThatHasTakenThePlaceOfAFileIsAConflict() throws IOException {
    Files.delete(directory.resolve("a"));
    Files.createDirectory(directory.resolve("a"));
    Files.writeString(directory.resolve("a/b"), "of a program");
    assertThatThrownBy(() -> store.write("a", "third")).isInstanceOf(ConflictException.class);
  }

  @Test
  void versionsThatAProgramHasMovedAwayAreMissingAndTheNextIsKept() throws IOException {
    Path versions = directory.resolve(".coffer/files/versions");
    Files.move(versions, directory.resolve("moved"));
    store.write("a", "third");
    assertThat(contents()).containsExactly("second");
  }
}
