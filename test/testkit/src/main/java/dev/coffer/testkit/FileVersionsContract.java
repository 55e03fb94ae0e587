package dev.coffer.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.InvalidRangeException;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.WriteOptions;
import dev.coffer.versioning.FileHistory;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.PruneReport;
import dev.coffer.versioning.Pruned;
import dev.coffer.versioning.Retention;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The behaviour of {@link FileVersions}, whoever keeps the versions: extend this class in a test
 * and specify how to create a store that keeps them.
 *
 * <pre>{@code
 * class VersionsInATableTest extends FileVersionsContract {
 *   @Override
 *   protected FileStore newStore(Retention retention) {
 *     return new VersioningFileStore(new TableFileStore(emptyDatabase()), retention);
 *   }
 * }
 * }</pre>
 */
@Timeout(120)
public abstract class FileVersionsContract {
  private static final Retention ONE =
      new Retention(OptionalInt.of(1), Optional.empty(), List.of());

  private @Nullable FileStore opened;

  /** Creates the test of a store. */
  protected FileVersionsContract() {}

  /**
   * Creates a store without files and versions. Called at most once in a case; the contract closes
   * it.
   *
   * @param retention what a prune keeps
   * @return a store that has {@link FileVersions}
   */
  protected abstract FileStore newStore(Retention retention);

  /** Closes the store of the case. */
  @AfterEach
  public final void closeStore() {
    if (opened != null) {
      opened.close();
    }
  }

  private FileStore open(Retention retention) {
    opened = newStore(retention);
    return opened;
  }

  private FileStore store() {
    return opened == null ? open(Retention.ALL) : Objects.requireNonNull(opened);
  }

  private FileVersions versions() {
    return versions(store());
  }

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  private List<String> contents(String path) {
    return contents(versions(), path);
  }

  private static List<String> contents(FileVersions versions, String path) {
    return versions.versions(path).stream()
        .filter(version -> !version.deleteMarker())
        .map(version -> new String(versions.read(path, version.id()), UTF_8))
        .toList();
  }

  private String idOf(String path, int size) {
    return versions().versions(path).stream()
        .filter(version -> version.size() == size && !version.deleteMarker())
        .findFirst()
        .orElseThrow()
        .id();
  }

  /** Contents of different lengths, since a store may give equal contents the same etag. */
  private void write(String path, int... sizes) {
    for (int size : sizes) {
      store().write(path, "x".repeat(size));
    }
  }

  /** What was replaced is there, and the current file is not among it. */
  @Test
  public void whatWasReplacedIsListedWithoutTheCurrentFile() {
    write("a", 1, 2, 3);
    assertThat(contents("a")).containsExactlyInAnyOrder("x", "xx");
    assertThat(versions().versions("a")).noneMatch(FileVersion::deleteMarker);
    assertThat(store().readString("a")).isEqualTo("xxx");
  }

  /** A file that was written once has no history, and neither has one that never was. */
  @Test
  public void aNewFileAndAMissingOneHaveNoVersions() {
    write("a", 1);
    assertThat(versions().versions("a")).isEmpty();
    assertThat(versions().versions("none")).isEmpty();
  }

  /** A deletion is the newest entry, and everything is still there. */
  @Test
  public void aDeletionIsMarkedAndTakesNothingAway() {
    write("a", 1, 2);
    store().delete("a");
    List<FileVersion> found = versions().versions("a");
    assertThat(found.get(0).deleteMarker()).isTrue();
    assertThat(found.get(0).size()).isZero();
    assertThat(contents("a")).containsExactlyInAnyOrder("x", "xx");
    assertThat(store().exists("a")).isFalse();
  }

  /** Each file of a directory that is deleted has its own deletion. */
  @Test
  public void theDeletionOfADirectoryIsOneOfEachFile() {
    write("d/a", 1);
    write("d/e/b", 2);
    write("other", 3);
    store().deleteDirectory("d");
    assertThat(versions().versions("d/a").get(0).deleteMarker()).isTrue();
    assertThat(contents("d/a")).containsExactly("x");
    assertThat(contents("d/e/b")).containsExactly("xx");
    assertThat(versions().versions("other")).isEmpty();
  }

  /** Deletions have no content, and a version is no deletion. */
  @Test
  public void aDeletionIsNeitherReadNorRestored() {
    write("a", 1);
    store().delete("a");
    String deletion = versions().versions("a").get(0).id();
    assertThatThrownBy(() -> versions().read("a", deletion)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> versions().restore("a", deletion))
        .isInstanceOf(NotFoundException.class);
    Optional<String> unused = versions().deletedBy("a", deletion);
    assertThatThrownBy(() -> versions().deletedBy("a", idOf("a", 1)))
        .isInstanceOf(NotFoundException.class);
    assertThat(store().exists("a")).isFalse();
  }

  /** A moved file's history stays at the path that it left. */
  @Test
  public void aMoveLeavesTheHistoryWhereItWas() {
    write("a", 1, 2);
    store().move("a", "b");
    assertThat(contents("a")).containsExactlyInAnyOrder("x", "xx");
    assertThat(versions().versions("a").get(0).deleteMarker()).isTrue();
    assertThat(versions().versions("b")).isEmpty();
  }

  /** A copy replaces as a write does. */
  @Test
  public void whatACopyReplacesIsKept() {
    write("a", 1);
    write("b", 2);
    store().copy("a", "b");
    assertThat(contents("b")).containsExactly("xx");
    assertThat(store().readString("b")).isEqualTo("x");
  }

  /**
   * Whole and in parts.
   *
   * @throws IOException if a stream cannot be read
   */
  @Test
  public void aVersionIsReadInParts() throws IOException {
    store().write("a", "0123456789");
    write("a", 1);
    String id = idOf("a", 10);
    assertThat(versions().read("a", id)).asString(UTF_8).isEqualTo("0123456789");
    assertThat(read(versions().open("a", id))).isEqualTo("0123456789");
    assertThat(read(versions().open("a", id, 3, 4))).isEqualTo("3456");
    assertThat(read(versions().open("a", id, 8, 100))).isEqualTo("89");
    assertThat(read(versions().open("a", id, 10, 1))).isEmpty();
    assertThatThrownBy(() -> versions().open("a", id, 11, 1))
        .isInstanceOf(InvalidRangeException.class);
  }

  private static String read(InputStream stream) throws IOException {
    try (stream) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  /** Also an empty file is a version. */
  @Test
  public void anEmptyVersionIsReadAndRestored() {
    store().write("a", "");
    write("a", 1);
    String id = idOf("a", 0);
    assertThat(versions().read("a", id)).isEmpty();
    assertThat(versions().restore("a", id).size()).isZero();
  }

  /** A restored file has all that belonged to it, and nothing is taken away. */
  @Test
  public void aRestoredVersionIsANewFileOnTop() {
    store().write("a", "one", WriteOptions.DEFAULTS.contentType("text/plain").metadata("k", "v"));
    write("a", 1, 2);
    FileInfo restored = versions().restore("a", idOf("a", 3));
    assertThat(restored.path()).isEqualTo(FilePath.of("a"));
    assertThat(restored.size()).isEqualTo(3);
    FileInfo there = store().stat("a").orElseThrow();
    assertThat(there.etag()).isEqualTo(restored.etag());
    assertThat(there.contentType()).contains("text/plain");
    assertThat(there.metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(store().readString("a")).isEqualTo("one");
    // Where equal bytes within a second have one etag, the version is the current file.
    assertThat(contents("a")).contains("x", "xx");
  }

  /** The usual way back after a mistake. */
  @Test
  public void aDeletedFileIsRestored() {
    write("a", 1, 2);
    store().delete("a");
    FileInfo unused = versions().restore("a", idOf("a", 2));
    assertThat(store().readString("a")).isEqualTo("xx");
    assertThat(contents("a")).contains("x");
  }

  /** Whoever wrote meanwhile keeps his file. */
  @Test
  public void aRestoreIfAbsentReplacesNothing() {
    write("a", 1, 2);
    String id = idOf("a", 1);
    assertThatThrownBy(() -> versions().restoreIfAbsent("a", id))
        .isInstanceOf(ConflictException.class);
    assertThat(store().readString("a")).isEqualTo("xx");
    store().delete("a");
    assertThat(versions().restoreIfAbsent("a", id).size()).isEqualTo(1);
    assertThat(store().readString("a")).isEqualTo("x");
  }

  /** Whatever an id is, it leads to a version of this path or to none. */
  @Test
  public void anIdThatIsNoneOfThePathIsNotFound() {
    write("a", 1, 2);
    write("b", 3, 4);
    List<String> none = List.of(idOf("b", 3), "", "nonsense", "../a", "9".repeat(400), "ä\u0000");
    for (String id : none) {
      assertThatThrownBy(() -> versions().read("a", id)).isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> versions().restore("a", id)).isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> versions().deletedBy("a", id)).isInstanceOf(NotFoundException.class);
    }
    assertThat(store().readString("a")).isEqualTo("xx");
  }

  /** Names that begin with each other have each their own versions. */
  @Test
  public void pathsThatBeginAlikeDoNotMix() {
    write("a", 1, 2);
    write("a.txt", 3, 4);
    write("ab/c", 5, 6);
    assertThat(contents("a")).containsExactly("x");
    assertThat(contents("a.txt")).containsExactly("xxx");
    assertThat(contents("ab/c")).containsExactly("xxxxx");
    assertThat(contents("ab")).isEmpty();
  }

  /** Any path has versions. */
  @Test
  public void namesWithSpacesPlusAndEmojiHaveVersions() {
    for (String path : List.of("my notes/ä b.txt", "100%+1", "😀/🚀 x", "?&=#")) {
      write(path, 1, 2);
      assertThat(contents(path)).containsExactly("x");
      FileInfo unused = versions().restore(path, idOf(path, 1));
      assertThat(store().readString(path)).isEqualTo("x");
    }
  }

  /** A view names and reaches its own files alone. */
  @Test
  public void aViewHasTheVersionsOfItsFiles() {
    write("users/ada/a", 1, 2);
    write("a", 3, 4);
    try (FileStore view = store().scoped("users/ada")) {
      FileVersions ofView = versions(view);
      assertThat(contents(ofView, "a")).containsExactly("x");
      FileInfo restored = ofView.restore("a", ofView.versions("a").get(0).id());
      assertThat(restored.path()).isEqualTo(FilePath.of("a"));
      try (Stream<FileHistory> all = ofView.histories("")) {
        assertThat(all.map(FileHistory::path)).containsExactly(FilePath.of("a"));
      }
      assertThat(ofView.asOf(future()).list("")).containsExactly("a");
    }
    assertThat(store().readString("users/ada/a")).isEqualTo("x");
    assertThat(store().readString("a")).isEqualTo("xxxx");
  }

  private static Instant future() {
    return Instant.now().plus(Duration.ofHours(1));
  }

  /** The histories of a directory are those of its paths. */
  @Test
  public void historiesHaveEachPathBelowADirectory() {
    write("d/a", 1, 2);
    write("d/gone", 3);
    write("d2/b", 4, 5);
    store().delete("d/gone");
    try (Stream<FileHistory> all = versions().histories("d")) {
      List<FileHistory> found = all.toList();
      assertThat(found)
          .extracting(one -> one.path().toString())
          .containsExactlyInAnyOrder("d/a", "d/gone");
      for (FileHistory one : found) {
        assertThat(one.versions()).isEqualTo(versions().versions(one.path().toString()));
        assertThat(one.current().map(FileInfo::etag))
            .isEqualTo(store().stat(one.path()).map(FileInfo::etag));
      }
    }
    try (Stream<FileHistory> none = versions().histories("none")) {
      assertThat(none).isEmpty();
    }
  }

  /**
   * The store as it is now, as it was before anything, and nothing changes it.
   *
   * @throws IOException never
   */
  @Test
  public void thePastIsReadAsAnyStore() throws IOException {
    write("a", 1, 2);
    write("d/b", 3);
    write("d/e/c", 4);
    write("gone", 5);
    store().delete("gone");
    try (FileStore past = versions().asOf(future());
        FileStore before = versions().asOf(Instant.EPOCH)) {
      assertThat(past.list("")).isEqualTo(store().list("")).containsExactly("a", "d/");
      assertThat(past.list("d")).containsExactly("d/b", "d/e/");
      assertThat(walked(past)).containsExactly("a", "d/b", "d/e/c");
      assertThat(past.readString("a")).isEqualTo("xx");
      assertThat(past.readString("d/e/c")).isEqualTo("xxxx");
      assertThat(past.stat("d/b").orElseThrow().size()).isEqualTo(3);
      assertThat(past.exists("gone")).isFalse();
      assertThatThrownBy(() -> past.readBytes("gone")).isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> past.write("a", "y")).isInstanceOf(PermissionDeniedException.class);
      assertThatThrownBy(() -> past.delete("a")).isInstanceOf(PermissionDeniedException.class);
      assertThat(before.list("")).isEmpty();
      assertThat(before.exists("a")).isFalse();
    }
  }

  private static List<String> walked(FileStore store) {
    try (Stream<FileInfo> files = store.walk("")) {
      return files.map(file -> file.path().toString()).toList();
    }
  }

  /** Every version that is removed is reported with a reason; the newest stays. */
  @Test
  public void aPruneLeavesTheNewestVersionAndSaysWhy() {
    open(ONE);
    write("a", 1, 2, 3, 4);
    write("gone", 5, 6);
    store().delete("gone");
    PruneReport dry = versions().prune(true);
    assertThat(dry.pruned()).hasSize(3).allMatch(one -> !one.reason().isBlank());
    assertThat(contents("a")).hasSize(3);
    assertThat(ids(versions().prune(false))).isEqualTo(ids(dry));
    assertThat(contents("a")).containsExactly("xxx");
    assertThat(contents("gone")).containsExactly("xxxxxx");
    assertThat(versions().versions("gone").get(0).deleteMarker()).isTrue();
    assertThat(store().readString("a")).isEqualTo("xxxx");
    assertThat(store().exists("gone")).isFalse();
    assertThat(versions().prune(false).pruned()).isEmpty();
  }

  private static List<String> ids(PruneReport report) {
    List<String> ids = new ArrayList<>();
    for (Pruned one : report.pruned()) {
      ids.add(one.path() + " " + one.id());
    }
    ids.sort(String::compareTo);
    return ids;
  }

  /** Without rules nothing goes. */
  @Test
  public void aPruneWithoutRulesRemovesNothing() {
    write("a", 1, 2);
    store().delete("a");
    assertThat(versions().prune(false).pruned()).isEmpty();
    assertThat(contents("a")).hasSize(2);
  }

  /** A view prunes its own files. */
  @Test
  public void aPruneOfAViewTouchesItsFilesAlone() {
    open(ONE);
    write("v/a", 1, 2, 3);
    write("a", 4, 5, 6);
    try (FileStore view = store().scoped("v")) {
      PruneReport report = versions(view).prune(false);
      assertThat(report.pruned()).extracting(Pruned::path).containsExactly(FilePath.of("a"));
    }
    assertThat(contents("v/a")).hasSize(1);
    assertThat(contents("a")).hasSize(2);
  }
}
