package dev.coffer.versioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.CopyOptions;
import dev.coffer.FileStore;
import dev.coffer.local.LocalFileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file may be older than the one that it replaced: copied with its time, or put by a clock. */
class OlderFilesTest {
  @TempDir Path directory;

  private FileStore store;
  private FileVersions versions;

  @BeforeEach
  void open() {
    Retention one = new Retention(OptionalInt.of(1), Optional.empty(), List.of());
    store = new VersioningFileStore(new LocalFileStore(directory), one);
    versions = store.unwrap(FileVersions.class).orElseThrow();
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** The file is deleted, and its last content is older than an earlier one. */
  private void replaceByAnOlderFileAndDelete() throws IOException {
    store.write("a", "first");
    store.write("a", "second");
    Path file = Files.writeString(directory.resolve("a"), "third");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2000-01-01T00:00:00Z")));
    store.delete("a");
  }

  @Test
  void aDeletedFileIsNotThereAfterwards() throws IOException {
    replaceByAnOlderFileAndDelete();
    try (FileStore now = versions.asOf(Instant.now())) {
      assertThat(now.exists("a")).isFalse();
      assertThat(now.list("")).isEmpty();
    }
  }

  @Test
  void theLastContentOfADeletedFileStays() throws IOException {
    replaceByAnOlderFileAndDelete();
    assertThat(versions.prune(false).pruned()).hasSize(1);
    List<FileVersion> left = versions.versions("a");
    assertThat(left).extracting(FileVersion::deleteMarker).containsExactly(true, false);
    assertThat(versions.read("a", left.get(1).id())).asString().isEqualTo("third");
  }

  @Test
  void anOlderFileThatIsReplacedIsTheNewestVersion() throws IOException {
    replaceByAnOlderFile();
    Instant fourth = store.write("a", "fourth").lastModified();
    assertThat(contents()).containsExactly("older", "first");
    store.write("a", "fifth");
    store.delete("a");
    assertThat(contents()).containsExactly("-", "fifth", "fourth", "older", "first");
    try (FileStore past = versions.asOf(fourth)) {
      assertThat(past.readString("a")).isEqualTo("fourth");
    }
  }

  @Test
  void anOlderFileThatWasReplacedJustNowIsNotPrunedForItsAge() throws IOException {
    Retention month =
        new Retention(OptionalInt.empty(), Optional.of(Duration.ofDays(30)), List.of());
    try (FileStore pruned = new VersioningFileStore(new LocalFileStore(directory), month)) {
      replaceByAnOlderFile();
      pruned.write("a", "third");
      assertThat(pruned.unwrap(FileVersions.class).orElseThrow().prune(false).pruned()).isEmpty();
      assertThat(contents()).containsExactly("older", "first");
    }
  }

  private void replaceByAnOlderFile() throws IOException {
    store.write("a", "first");
    store.write("a", "second");
    Path file = Files.writeString(directory.resolve("a"), "older");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(60))));
  }

  @Test
  void anOlderFileThatIsKeptTwiceIsOneVersion() throws IOException {
    replaceByAnOlderFile();
    FileStore below = new LocalFileStore(directory);
    new KeptVersions(below, Instant::now).keep("write", below.stat("a").orElseThrow());
    assertThat(contents()).containsExactly("first");
    store.write("a", "third");
    assertThat(contents()).containsExactly("older", "first");
  }

  @Test
  void aPruneShowsNoOlderContentWhereTheFileWasDeleted() throws IOException {
    Retention thin =
        new Retention(
            OptionalInt.empty(),
            Optional.empty(),
            List.of(new ThinningStep(Duration.ofDays(100), Optional.empty())));
    FileStore thinned = new VersioningFileStore(new LocalFileStore(directory), thin);
    Path file = Files.writeString(directory.resolve("a"), "long ago");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2000-01-01T00:00:00Z")));
    thinned.write("a", "pruned");
    thinned.delete("a");
    Instant deleted = versions.versions("a").get(0).time();
    thinned.write("a", "kept");
    thinned.write("a", "current");
    assertThat(thinned.unwrap(FileVersions.class).orElseThrow().prune(false).pruned()).hasSize(1);
    try (FileStore then = versions.asOf(deleted)) {
      assertThat(then.exists("a")).isFalse();
      assertThat(then.list("")).isEmpty();
    }
    assertThat(versions.versions("a"))
        .extracting(FileVersion::deleteMarker)
        .containsExactly(false, true, false);
    thinned.close();
  }

  /** The time of the file is still to come. */
  private void replaceAFileOfTheFuture() throws IOException {
    store.write("a", "first");
    Path file = Files.writeString(directory.resolve("a"), "future");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2099-01-01T00:00:00Z")));
  }

  @Test
  void aFileOfTheFutureIsThereNow() throws IOException {
    replaceAFileOfTheFuture();
    try (FileStore now = versions.asOf(Instant.now())) {
      assertThat(now.readString("a")).isEqualTo("future");
      assertThat(now.list("")).containsExactly("a");
    }
    assertThat(versions.asOf(Instant.EPOCH).exists("a")).isFalse();
  }

  @Test
  void whatFollowsAFileOfTheFutureIsNewer() throws IOException {
    replaceAFileOfTheFuture();
    store.write("a", "second");
    Instant second = store.stat("a").orElseThrow().lastModified();
    store.write("a", "third");
    store.delete("a");
    assertThat(contents()).containsExactly("-", "third", "second", "future");
    try (FileStore past = versions.asOf(second)) {
      assertThat(past.readString("a")).isEqualTo("second");
    }
    assertThat(versions.asOf(Instant.MAX).exists("a")).isFalse();
    assertThat(versions.prune(false).pruned()).hasSize(2);
    assertThat(contents()).containsExactly("-", "third");
  }

  @Test
  void aFileOfTheFutureThatIsKeptAndStillThereIsNoVersion() throws IOException {
    replaceAFileOfTheFuture();
    assertThatThrownBy(
            () ->
                store.write(
                    "a",
                    out -> {
                      throw new IOException("fails");
                    }))
        .hasMessageContaining("a");
    FileStore below = new LocalFileStore(directory);
    new KeptVersions(below, Instant::now).keep("write", below.stat("a").orElseThrow());
    new KeptVersions(below, Instant::now).keep("write", below.stat("a").orElseThrow());
    assertThat(contents()).isEmpty();
    store.write("a", "second");
    assertThat(contents()).contains("future");
  }

  @Test
  void aFileBeforeAllYearsIsKept() throws IOException {
    store.write("a", "first");
    Path file = Files.writeString(directory.resolve("a"), "old");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("1902-01-01T00:00:00Z")));
    store.write("a", "second");
    assertThat(contents()).containsExactly("old");
  }

  private List<String> contents() {
    return versions.versions("a").stream()
        .map(
            one ->
                one.deleteMarker()
                    ? "-"
                    : new String(versions.read("a", one.id()), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void theCopyOfTheCurrentFileCountsForNoVersion() {
    store.write("a", "first");
    store.write("a", "second");
    assertThatThrownBy(
            () ->
                store.write(
                    "a",
                    out -> {
                      throw new IOException("fails");
                    }))
        .hasMessageContaining("a");
    assertThat(versions.prune(false).pruned()).isEmpty();
    assertThat(versions.versions("a")).hasSize(1);
  }

  @Test
  void aCopyOntoItselfChangesNothing() {
    String etag = store.write("a", "first").etag();
    assertThat(store.copy("a", "a").etag()).isEqualTo(etag);
    assertThat(versions.versions("a")).isEmpty();
    CopyOptions other = CopyOptions.DEFAULTS.ifMatch("other");
    assertThatThrownBy(() -> store.copy("a", "a", other)).isInstanceOf(ConflictException.class);
  }
}
