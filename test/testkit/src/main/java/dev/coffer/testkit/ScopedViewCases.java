package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.readText;
import static dev.coffer.testkit.Samples.utf8;
import static dev.coffer.testkit.Samples.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import dev.coffer.InvalidRangeException;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A view is a store whose root is a directory; nothing outside can be named in it. */
interface ScopedViewCases extends StoreUnderTest {
  @Test
  default void aViewWritesBelowItsDirectory() {
    FileStore view = store().scoped("u/ada");
    view.write("d/a", "x");
    assertThat(view.readString("d/a")).isEqualTo("x");
    assertThat(store().readString("u/ada/d/a")).isEqualTo("x");
    assertThat(walk(store(), "")).containsExactly("u/ada/d/a");
  }

  @Test
  default void aViewNamesPathsFromItsRoot() {
    FileStore view = store().scoped("u/ada");
    assertThat(view.write("d/a", "x").path()).isEqualTo(FilePath.of("d/a"));
    assertThat(view.stat("d/a").orElseThrow().path()).isEqualTo(FilePath.of("d/a"));
    assertThat(view.copy("d/a", "d/b").path()).isEqualTo(FilePath.of("d/b"));
    assertThat(view.move("d/b", "d/c").path()).isEqualTo(FilePath.of("d/c"));
    assertThat(view.list("")).containsExactly("d/");
    assertThat(view.list("d")).containsExactly("d/a", "d/c");
    assertThat(walk(view, "")).containsExactly("d/a", "d/c");
    try (var file = view.read(FilePath.of("d/a"), ReadOptions.DEFAULTS)) {
      assertThat(file.info().path()).isEqualTo(FilePath.of("d/a"));
    }
  }

  @Test
  default void aViewSeesWhatItsStoreWrites() {
    FileStore view = store().scoped("d");
    fill(store(), "d/a", "d/e/b", "other");
    assertThat(walk(view, "")).containsExactly("a", "e/b");
    assertThat(view.readString("e/b")).isEqualTo("d/e/b");
  }

  @Test
  default void aViewOfAMissingDirectoryIsEmpty() {
    FileStore view = store().scoped("missing");
    assertThat(view.list("")).isEmpty();
    assertThat(view.exists("a")).isFalse();
    assertThrows(NotFoundException.class, () -> view.readBytes("a"));
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void nothingOutsideCanBeNamed() {
    FileStore view = store().scoped("d");
    fill(store(), "secret", "d/a", "d2/b");
    for (String path : List.of("../secret", "a/../../secret", "..", "/../secret", "./../d2/b")) {
      Calls.all()
          .forEach(
              (name, call) ->
                  assertThrows(
                      InvalidFilePathException.class, () -> call.accept(view, path), name));
      assertThrows(InvalidFilePathException.class, () -> view.scoped(path));
    }
    assertThat(walk(store(), "")).containsExactly("d/a", "d2/b", "secret");
  }

  @Test
  default void anAbsolutePathIsOneOfTheView() {
    FileStore view = store().scoped("d");
    fill(store(), "secret", "d/a");
    assertThrows(NotFoundException.class, () -> view.readBytes("/secret"));
    view.write("/secret", "of the view");
    assertThat(store().readString("d/secret")).isEqualTo("of the view");
    assertThat(store().readString("secret")).isEqualTo("secret");
    assertThat(view.list("/")).containsExactly("a", "secret");
  }

  @Test
  default void siblingsOfAViewAreOutside() {
    FileStore view = store().scoped("d");
    fill(store(), "d/a", "d2/b", "dd.txt", "d.txt", "d!");
    assertThat(walk(view, "")).containsExactly("a");
    view.clear();
    assertThat(walk(store(), "")).containsExactly("d!", "d.txt", "d2/b", "dd.txt");
  }

  @Test
  default void deletingInAViewStaysInIt() {
    FileStore view = store().scoped("d");
    fill(store(), "a", "b/c", "d/a", "d/b/c", "d/e");
    view.delete("a");
    view.delete("b");
    view.deleteAll(List.of("e", "missing"));
    assertThat(walk(store(), "")).containsExactly("a", "b/c");
  }

  @Test
  default void theRootOfAViewIsNotDeleted() {
    FileStore view = store().scoped("d");
    fill(store(), "d/a");
    assertThrows(InvalidFilePathException.class, () -> view.delete(""));
    assertThrows(InvalidFilePathException.class, () -> view.deleteDirectory("/"));
    assertThrows(InvalidFilePathException.class, () -> view.deleteFile("."));
    assertThat(view.list("")).containsExactly("a");
  }

  @Test
  default void theRootOfAViewIsNoFile() {
    fill(store(), "d");
    FileStore view = store().scoped("d");
    assertThat(view.stat("")).isEmpty();
    assertThat(view.exists("/")).isFalse();
    assertThrows(InvalidFilePathException.class, () -> view.write("", "x"));
    assertThrows(InvalidFilePathException.class, () -> view.readBytes("/"));
    assertThrows(InvalidFilePathException.class, () -> view.copy("", "b"));
    assertThrows(InvalidFilePathException.class, () -> view.move("", "b"));
    view.clear();
    assertThat(store().readString("d")).isEqualTo("d");
  }

  @Test
  default void aViewOfAFileHoldsNothing() {
    requires(Capability.EXCLUSIVE_NAMES);
    fill(store(), "d");
    FileStore view = store().scoped("d");
    assertThat(view.list("")).isEmpty();
    assertThrows(ConflictException.class, () -> view.write("a", "x"));
    assertThat(store().readString("d")).isEqualTo("d");
  }

  @Test
  default void copiesAndMovesInAViewStayInIt() {
    FileStore view = store().scoped("d");
    fill(store(), "a", "d/a");
    view.copy("a", "b");
    view.move("a", "c");
    assertThat(walk(store(), "")).containsExactly("a", "d/b", "d/c");
    assertThat(store().readString("d/c")).isEqualTo("d/a");
  }

  @Test
  default void aViewOfAViewIsNarrower() {
    FileStore inner = store().scoped("u").scoped("ada");
    inner.write("a", "x");
    assertThat(store().readString("u/ada/a")).isEqualTo("x");
    assertThat(inner.list("")).containsExactly("a");
    NotFoundException e = assertThrows(NotFoundException.class, () -> inner.readBytes("u/ada/a"));
    assertThat(e.path()).isEqualTo("u/ada/a");
    inner.clear();
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aViewOfTheRootIsTheWholeStore() {
    FileStore view = store().scoped("/");
    view.write("d/a", "x");
    assertThat(store().readString("d/a")).isEqualTo("x");
    assertThat(view.list("")).containsExactly("d/");
  }

  @Test
  default void everySpellingOfADirectoryIsOneView() {
    fill(store(), "u/ada/a");
    for (String directory : List.of("u/ada", "/u/ada/", "./u//ada", "u/./ada")) {
      assertThat(store().scoped(directory).list("")).as(directory).containsExactly("a");
    }
  }

  @Test
  default void errorsNameThePathOfTheView() {
    FileStore view = store().scoped("tenant/ada");
    view.write("d/a", "x");
    assertThat(assertThrows(NotFoundException.class, () -> view.readBytes("d/no")).path())
        .isEqualTo("d/no");
    assertThat(assertThrows(NotFoundException.class, () -> view.copy("d/no", "b")).path())
        .isEqualTo("d/no");
    assertThat(assertThrows(InvalidRangeException.class, () -> view.open("d/a", 9, 1)).path())
        .isEqualTo("d/a");
    StorageFailureException e =
        assertThrows(
            StorageFailureException.class, () -> view.write("d/b", Sources.failingAfter(10)));
    assertThat(e.path()).isEqualTo("d/b");
    assertThat(e.getMessage()).startsWith("write d/b on ");
  }

  @Test
  default void errorsOfSeveralFilesNameThePathsOfTheView() {
    requires(Capability.EXCLUSIVE_NAMES);
    FileStore view = store().scoped("tenant/ada");
    view.write("n", "file");
    Map<String, byte[]> files = Map.of("n/a", utf8("1"), "n/b", utf8("2"));
    ConflictException e = assertThrows(ConflictException.class, () -> view.writeAll(files));
    assertThat(e.failures())
        .extracting(failure -> failure.path())
        .containsExactlyInAnyOrder("n/a", "n/b");
    assertThat(e.getMessage()).startsWith("write n/a on ").endsWith("n/b");
  }

  @Test
  default void aDirectoryThatRepeatsTheViewsNameIsNamedInFull() {
    FileStore view = store().scoped("d");
    view.write("d/d/a", "x");
    assertThat(walk(view, "")).containsExactly("d/d/a");
    NotFoundException e = assertThrows(NotFoundException.class, () -> view.readBytes("d/no"));
    assertThat(e.path()).isEqualTo("d/no");
  }

  @Test
  default void theDirectoryOfAViewCountsInTheLengthOfAPath() {
    String directory = ("v".repeat(199) + "/").repeat(2) + "v".repeat(200);
    FileStore view = store().scoped(directory);
    String fits = PathCases.longest(longestPath() - directory.length() - 1);
    view.write(fits, "x");
    assertThat(view.readString(fits)).isEqualTo("x");
    assertThrows(InvalidFilePathException.class, () -> view.write(fits + "f", "x"));
    assertThat(walk(view, "")).containsExactly(fits);
  }

  @Test
  default void aViewOfABadDirectoryIsRefused() {
    for (String directory : List.of("..", "d/../..", "a\\b", ".coffer", "d/.Coffer/e", "a\nb")) {
      assertThrows(InvalidFilePathException.class, () -> store().scoped(directory), directory);
    }
  }

  @Test
  default void aListingOfAViewContinuesAfterAnEntryOfTheView() {
    FileStore view = store().scoped("m");
    fill(view, "a", "b/1", "c", "m/x");
    ListOptions options = ListOptions.DEFAULTS.pageSize(1);
    assertThat(paths(view, options.startAfter("a"))).containsExactly("b", "c", "m");
    assertThat(paths(view, options.startAfter("b/"))).containsExactly("c", "m");
    assertThat(paths(view, options.startAfter("b").recursive())).containsExactly("b/1", "c", "m/x");
    assertThat(paths(view, options.startAfter("m/w").recursive())).containsExactly("m/x");
  }

  private static List<String> paths(FileStore store, ListOptions options) {
    try (Stream<Entry> entries = store.entries("", options)) {
      return entries.map(entry -> entry.path().toString()).toList();
    }
  }

  @Test
  default void conditionsHoldThroughAView() {
    requires(Capability.CONDITIONAL_WRITES);
    FileStore view = store().scoped("d");
    FileInfo first = view.write("a", utf8("1"), WriteOptions.DEFAULTS.ifAbsent());
    assertThat(store().stat("d/a").orElseThrow().etag()).isEqualTo(first.etag());
    store().write("d/a", "2");
    WriteOptions stale = WriteOptions.DEFAULTS.ifMatch(first.etag());
    ConflictException e =
        assertThrows(ConflictException.class, () -> view.write("a", utf8("3"), stale));
    assertThat(e.path()).isEqualTo("a");
    assertThat(view.readString("a")).isEqualTo("2");
  }

  @Test
  default void metadataAndRangesPassThroughAView() {
    FileStore view = store().scoped("d");
    view.write("a", utf8("0123"), WriteOptions.DEFAULTS.contentType("a/b").metadata("k", "v"));
    assertThat(store().stat("d/a").orElseThrow().metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(view.stat("a").orElseThrow().contentType()).contains("a/b");
    assertThat(readText(view.open("a", 1, 2))).isEqualTo("12");
  }

  @Test
  default void bulkCallsOfAViewStayInIt() {
    FileStore view = store().scoped("d");
    view.writeAll(Map.of("a", utf8("1"), "e/b", utf8("2")));
    assertThat(walk(store(), "")).containsExactly("d/a", "d/e/b");
    try (Stream<byte[]> files = view.readAll(List.of("e/b", "a"))) {
      assertThat(files.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList())
          .containsExactly("2", "1");
    }
  }

  @Test
  default void aViewDoesNotExposeItsStore() {
    FileStore view = store().scoped("d");
    assertThat(view.unwrap(FileStore.class).filter(found -> found != view)).isEmpty();
    assertThat(view.unwrap(store().getClass()).filter(found -> found == store())).isEmpty();
  }

  @Test
  default void aViewCanDoWhatItsStoreCan() {
    assertThat(store().scoped("d").capabilities().has(Capability.CONDITIONAL_WRITES))
        .isEqualTo(store().capabilities().has(Capability.CONDITIONAL_WRITES));
  }
}
