package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.utf8;
import static dev.coffer.testkit.Samples.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.spi.OwnArea;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that a layer keeps for itself on the store, beside those of users. */
interface OwnAreaCases extends StoreUnderTest {
  /** The area of the cases. */
  OwnArea AREA = OwnArea.of("contract");

  private static FilePath own(String file, String name) {
    return AREA.file(FilePath.of(file), name);
  }

  private FileInfo writeOwn(FileStore store, String file, String name, String text) {
    return store.write(own(file, name), Content.of(text), WriteOptions.DEFAULTS);
  }

  private static String read(FileStore store, FilePath path) {
    try (OpenedFile file = store.read(path, ReadOptions.DEFAULTS)) {
      return new String(file.stream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<FilePath> paths(FileStore store, FilePath directory, ListOptions options) {
    try (Stream<Entry> entries = store.list(directory, options)) {
      return entries.map(Entry::path).toList();
    }
  }

  private static List<FilePath> all(FileStore store, FilePath directory) {
    return paths(store, directory, ListOptions.DEFAULTS.recursive());
  }

  @Test
  default void anOwnFileIsWrittenReadListedAndDeleted() {
    FileInfo info = writeOwn(store(), "d/a", "1", "own");
    FilePath path = own("d/a", "1");
    assertThat(info.path()).isEqualTo(path);
    assertThat(read(store(), path)).isEqualTo("own");
    assertThat(store().stat(path).orElseThrow().etag()).isEqualTo(info.etag());
    assertThat(all(store(), AREA.filesOf(FilePath.of("d/a")))).containsExactly(path);
    store().deleteFiles(List.of(path));
    assertThat(store().stat(path)).isEmpty();
    assertThat(all(store(), AREA.below(FilePath.ROOT))).isEmpty();
    assertThrows(NotFoundException.class, () -> read(store(), path));
  }

  @Test
  default void ownFilesAreInNoListingOfUsers() {
    fill(store(), "a", "d/a");
    writeOwn(store(), "a", "1", "own");
    writeOwn(store(), "d/a", "1", "own");
    writeOwn(store(), "e/missing", "1", "own");
    assertThat(store().list("")).containsExactly("a", "d/");
    assertThat(store().list("d")).containsExactly("d/a");
    assertThat(store().list("e")).isEmpty();
    assertThat(walk(store(), "")).containsExactly("a", "d/a");
    assertThat(walk(store().scoped("d"), "")).containsExactly("a");
  }

  @Test
  default void noStringLeadsToAnOwnFile() {
    writeOwn(store(), "a", "1", "own");
    String path = own("a", "1").toString();
    assertThrows(InvalidFilePathException.class, () -> store().readString(path));
    assertThrows(InvalidFilePathException.class, () -> store().delete(path));
    assertThrows(InvalidFilePathException.class, () -> store().scoped(path));
  }

  @Test
  default void ownFilesOfAFileAndOfAFileBelowItsNameStayApart() {
    writeOwn(store(), "a", "1", "of a");
    writeOwn(store(), "a/b", "1", "of a/b");
    writeOwn(store(), "a/b/c", "1", "of a/b/c");
    assertThat(all(store(), AREA.filesOf(FilePath.of("a")))).containsExactly(own("a", "1"));
    assertThat(all(store(), AREA.filesOf(FilePath.of("a/b")))).containsExactly(own("a/b", "1"));
    assertThat(all(store(), AREA.below(FilePath.of("a/b")))).containsExactly(own("a/b/c", "1"));
  }

  @Test
  default void ownFilesAreListedInOrderFromAnyName() {
    for (String name : List.of("3", "1", "2")) {
      writeOwn(store(), "d/a.txt", name, name);
    }
    writeOwn(store(), "d/a", "1", "x");
    FilePath directory = AREA.filesOf(FilePath.of("d/a.txt"));
    assertThat(paths(store(), directory, ListOptions.DEFAULTS))
        .containsExactly(own("d/a.txt", "1"), own("d/a.txt", "2"), own("d/a.txt", "3"));
    ListOptions later = ListOptions.DEFAULTS.startAfter(own("d/a.txt", "1").toString());
    assertThat(paths(store(), directory, later))
        .containsExactly(own("d/a.txt", "2"), own("d/a.txt", "3"));
    assertThat(all(store(), AREA.below(FilePath.of("d"))))
        .containsExactly(
            own("d/a", "1"), own("d/a.txt", "1"), own("d/a.txt", "2"), own("d/a.txt", "3"));
    assertThat(OwnArea.subjectOf(all(store(), AREA.below(FilePath.ROOT)).get(0)))
        .contains(FilePath.of("d/a"));
  }

  @Test
  default void ownFilesAreListedInTheOrderOfTheirPathsWhateverTheNames() {
    List<String> names =
        List.of("a", "a b", "a!", "a! b", "a#", "a%21", "a-", "a.txt", "a/b", "a/b c", "a0", "b");
    for (String name : names) {
      writeOwn(store(), name, "1", name);
    }
    assertThat(all(store(), AREA.below(FilePath.ROOT)).stream().map(OwnArea::subjectOf))
        .containsExactlyElementsOf(names.stream().map(FilePath::of).map(Optional::of).toList());
    ListOptions later = ListOptions.DEFAULTS.recursive().startAfter(own("a.txt", "1").toString());
    assertThat(paths(store(), AREA.below(FilePath.ROOT), later))
        .containsExactly(own("a/b", "1"), own("a/b c", "1"), own("a0", "1"), own("b", "1"));
    assertThat(all(store().scoped("a"), AREA.below(FilePath.ROOT)))
        .containsExactly(own("b", "1"), own("b c", "1"));
  }

  @Test
  default void deletingADirectoryOrEverythingLeavesOwnFiles() {
    fill(store(), "a", "d/a", "d/e/b");
    writeOwn(store(), "d/a", "1", "own");
    store().deleteDirectory("d");
    assertThat(store().list("")).containsExactly("a");
    store().clear();
    assertThat(store().list("")).isEmpty();
    assertThat(read(store(), own("d/a", "1"))).isEqualTo("own");
  }

  @Test
  default void ownFilesAreDeletedWithTheirOwnDirectory() {
    writeOwn(store(), "d/a", "1", "own");
    writeOwn(store(), "d/a", "2", "own");
    writeOwn(store(), "d/e/b", "1", "own");
    writeOwn(store(), "f", "1", "kept");
    fill(store(), "d/a");
    store().deleteDirectory(AREA.filesOf(FilePath.of("d/a")));
    assertThat(all(store(), AREA.below(FilePath.ROOT)))
        .containsExactly(own("d/e/b", "1"), own("f", "1"));
    store().deleteDirectory(AREA.below(FilePath.of("d")));
    assertThat(all(store(), AREA.below(FilePath.ROOT))).containsExactly(own("f", "1"));
    assertThat(walk(store(), "")).containsExactly("d/a");
  }

  @Test
  default void aViewHasTheOwnFilesOfItsStore() {
    FileStore view = store().scoped("users/ada");
    FileInfo written = writeOwn(view, "x", "1", "own");
    assertThat(written.path()).isEqualTo(own("x", "1"));
    assertThat(read(store(), own("users/ada/x", "1"))).isEqualTo("own");
    writeOwn(store(), "users/bob/x", "1", "other");
    assertThat(all(view, AREA.below(FilePath.ROOT))).containsExactly(own("x", "1"));
    assertThat(paths(view, AREA.filesOf(FilePath.of("x")), ListOptions.DEFAULTS))
        .containsExactly(own("x", "1"));
    ListOptions later = ListOptions.DEFAULTS.startAfter(own("x", "1").toString());
    assertThat(paths(view, AREA.filesOf(FilePath.of("x")), later)).isEmpty();
    NotFoundException e =
        assertThrows(NotFoundException.class, () -> read(view, own("missing", "1")));
    assertThat(e.path()).isEqualTo(own("missing", "1").toString());
    view.deleteFiles(List.of(own("x", "1")));
    assertThat(all(store(), AREA.below(FilePath.ROOT))).containsExactly(own("users/bob/x", "1"));
  }

  @Test
  default void conditionsHoldOnOwnFiles() {
    requires(Capability.CONDITIONAL_WRITES);
    FileInfo first = writeOwn(store(), "a", "1", "first");
    FilePath path = own("a", "1");
    assertThrows(
        ConflictException.class,
        () -> store().write(path, Content.of("x"), WriteOptions.DEFAULTS.ifAbsent()));
    store().write(path, Content.of("second"), WriteOptions.DEFAULTS.ifMatch(first.etag()));
    assertThrows(
        ConflictException.class,
        () -> store().write(path, Content.of("x"), WriteOptions.DEFAULTS.ifMatch(first.etag())));
    assertThat(read(store(), path)).isEqualTo("second");
  }

  @Test
  default void deletionsOnAConditionHoldOnOwnFiles() {
    requires(Capability.CONDITIONAL_DELETES);
    FileInfo first = writeOwn(store(), "a", "1", "first");
    FileInfo second = writeOwn(store(), "a", "1", "second");
    DeleteOptions ifFirst = DeleteOptions.DEFAULTS.ifMatch(first.etag());
    assertThrows(ConflictException.class, () -> store().deleteFile(own("a", "1"), ifFirst));
    store().deleteFile(own("a", "1"), DeleteOptions.DEFAULTS.ifMatch(second.etag()));
    assertThat(store().stat(own("a", "1"))).isEmpty();
  }

  @Test
  default void aCopyIntoTheAreaStaysWhenItsSourceChanges() {
    WriteOptions options = WriteOptions.DEFAULTS.contentType("a/b").metadata("k", "v");
    String etag = store().write("a", utf8("one"), options).etag();
    FileInfo copied =
        store().copy(FilePath.of("a"), own("a", "1"), CopyOptions.DEFAULTS.ifMatch(etag));
    assertThat(copied.path()).isEqualTo(own("a", "1"));
    assertThat(store().stat("a").orElseThrow().etag()).isEqualTo(etag);
    store().copy(FilePath.of("a"), own("a", "1"), CopyOptions.DEFAULTS.ifMatch(etag));
    store().write("a", "other");
    assertThat(read(store(), own("a", "1"))).isEqualTo("one");
    store().deleteFile("a");
    FileInfo kept = store().stat(own("a", "1")).orElseThrow();
    assertThat(read(store(), own("a", "1"))).isEqualTo("one");
    assertThat(kept.contentType()).contains("a/b");
    assertThat(kept.metadata()).isEqualTo(Map.of("k", "v"));
  }

  @Test
  default void aCopyOutOfTheAreaIsAFileOfItsOwn() {
    String etag = store().write("a", "one").etag();
    store().copy(FilePath.of("a"), own("a", "1"), CopyOptions.DEFAULTS.ifMatch(etag));
    store().write("a", "two");
    store().copy(own("a", "1"), FilePath.of("a"), CopyOptions.DEFAULTS);
    assertThat(store().readString("a")).isEqualTo("one");
    store().deleteFiles(List.of(own("a", "1")));
    assertThat(store().readString("a")).isEqualTo("one");
  }

  @Test
  default void theLongestPathHasOwnFilesToo() {
    String longest = "d/" + "x".repeat(200) + "/";
    while (longest.length() < longestPath() - 200) {
      longest += "x".repeat(200) + "/";
    }
    longest += "x".repeat(longestPath() - longest.length());
    String other = longest.substring(0, longest.length() - 1) + "y";
    writeOwn(store(), longest, "1", "own");
    writeOwn(store(), other, "1", "other");
    assertThat(read(store(), own(longest, "1"))).isEqualTo("own");
    List<FilePath> found = all(store(), AREA.filesOf(FilePath.of(longest)));
    assertThat(found).containsExactly(own(longest, "1"));
    assertThat(read(store().scoped("d"), own(longest.substring(2), "1"))).isEqualTo("own");
    assertThat(all(store(), AREA.below(FilePath.ROOT)).stream())
        .extracting(path -> OwnArea.subjectOf(path, FilePath.of(other)))
        .containsOnlyOnce(Optional.of(FilePath.of(other)));
  }

  @Test
  default void aViewFarBelowTheRootHasOwnFilesToo() {
    String root = "d/" + ("x".repeat(200) + "/").repeat(3) + "e";
    FileStore view = store().scoped(root);
    writeOwn(view, "f", "1", "own");
    writeOwn(view, "f", "2", "own");
    assertThat(paths(view, AREA.filesOf(FilePath.of("f")), ListOptions.DEFAULTS))
        .containsExactly(own("f", "1"), own("f", "2"));
    ListOptions later = ListOptions.DEFAULTS.startAfter(own("f", "1").toString());
    assertThat(paths(view, AREA.filesOf(FilePath.of("f")), later)).containsExactly(own("f", "2"));
    assertThat(all(view, AREA.below(FilePath.ROOT))).isEmpty();
    assertThat(read(store(), own(root + "/f", "1"))).isEqualTo("own");
  }
}
