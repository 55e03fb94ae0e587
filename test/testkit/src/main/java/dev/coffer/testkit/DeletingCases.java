package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.names;
import static dev.coffer.testkit.Samples.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Capability;
import dev.coffer.InvalidFilePathException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deleting is exact and idempotent, and never deletes the root. */
interface DeletingCases extends StoreUnderTest {
  @Test
  default void aDeletedFileIsGone() {
    fill(store(), "a", "b");
    store().deleteFile("a");
    assertThat(store().exists("a")).isFalse();
    assertThat(store().list("")).containsExactly("b");
  }

  @Test
  default void deletingAMissingFileDoesNothing() {
    fill(store(), "a");
    store().delete("missing");
    store().deleteFile("missing");
    store().deleteFile("no/such/file");
    store().deleteDirectory("missing");
    store().deleteAll(List.of("missing", "no/such"));
    assertThat(walk(store(), "")).containsExactly("a");
  }

  @Test
  default void deletingTwiceIsNoError() {
    fill(store(), "a", "d/b");
    for (int i = 0; i < 2; i++) {
      store().delete("a");
      store().delete("d");
    }
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void deleteRemovesAFile() {
    fill(store(), "a", "b");
    store().delete("a");
    assertThat(store().list("")).containsExactly("b");
  }

  @Test
  default void deleteRemovesADirectoryWithAllBelow() {
    fill(store(), "d/a", "d/e/b", "d/e/f/c", "other");
    store().delete("d");
    assertThat(walk(store(), "")).containsExactly("other");
    assertThat(store().list("")).containsExactly("other");
  }

  @Test
  default void deleteRemovesADirectoryNamedWithItsSlash() {
    fill(store(), "d/a", "e/a");
    store().delete("d/");
    store().deleteDirectory("e/");
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void deletingAFileIsExact() {
    fill(store(), "d", "d2", "d.txt", "dd", "d!/x", "D");
    store().delete("d");
    assertThat(walk(store(), "")).containsExactly("D", "d!/x", "d.txt", "d2", "dd");
  }

  @Test
  default void deletingADirectoryIsExact() {
    fill(store(), "d/a", "d2/b", "dd.txt", "d.txt", "d!/x", "D/a");
    store().deleteDirectory("d");
    assertThat(walk(store(), "")).containsExactly("D/a", "d!/x", "d.txt", "d2/b", "dd.txt");
  }

  @Test
  default void deletingThePrefixOfANameDoesNothing() {
    fill(store(), "report.txt", "reports/a");
    store().delete("report");
    store().delete("rep");
    assertThat(walk(store(), "")).containsExactly("report.txt", "reports/a");
  }

  @Test
  default void deletingASubdirectoryLeavesTheRest() {
    fill(store(), "d/a", "d/e/b", "d/e/c", "d/f/g");
    store().deleteDirectory("d/e");
    assertThat(walk(store(), "")).containsExactly("d/a", "d/f/g");
  }

  @Test
  default void deleteFileLeavesADirectory() {
    fill(store(), "d/a");
    store().deleteFile("d");
    assertThat(store().readString("d/a")).isEqualTo("d/a");
  }

  @Test
  default void deleteAllLeavesADirectory() {
    fill(store(), "d/a", "b");
    store().deleteAll(List.of("d", "b"));
    assertThat(walk(store(), "")).containsExactly("d/a");
  }

  @Test
  default void deleteDirectoryLeavesAFile() {
    fill(store(), "a");
    store().deleteDirectory("a");
    assertThat(store().exists("a")).isTrue();
  }

  @Test
  default void deletingBelowAFileLeavesTheFile() {
    fill(store(), "a");
    store().delete("a/b");
    store().deleteFile("a/b");
    store().deleteDirectory("a/b");
    store().deleteAll(List.of("a/b"));
    assertThat(store().readString("a")).isEqualTo("a");
  }

  @Test
  default void deleteAllRemovesEachFile() {
    fill(store(), "a", "b", "d/c", "d/e");
    store().deleteAll(List.of("a", "d/c", "missing", "d/e"));
    assertThat(walk(store(), "")).containsExactly("b");
    assertThat(store().list("")).containsExactly("b");
  }

  @Test
  default void deleteAllOfNothingDoesNothing() {
    fill(store(), "a");
    store().deleteAll(List.of());
    assertThat(store().list("")).containsExactly("a");
  }

  @Test
  default void deleteAllRemovesAFileThatIsNamedTwice() {
    fill(store(), "a", "b");
    store().deleteAll(List.of("a", "/a", "./a", "a"));
    assertThat(store().list("")).containsExactly("b");
  }

  @Test
  default void deleteAllRemovesMoreThanAThousandFiles() {
    List<String> names = thousands("d/", 2300);
    fill(store(), names);
    int last = names.size() - 1;
    store().deleteAll(new ArrayList<>(names.subList(0, last)));
    assertThat(walk(store(), "")).containsExactly(names.get(last));
  }

  @Test
  default void deleteAllWithABadPathDeletesNothing() {
    fill(store(), "a", "b");
    assertThrows(
        InvalidFilePathException.class, () -> store().deleteAll(List.of("a", "../x", "b")));
    assertThat(store().list("")).containsExactly("a", "b");
  }

  @Test
  default void aDirectoryOfMoreThanAThousandFilesIsDeleted() {
    List<String> names = thousands("d/", 1400);
    int half = names.size() / 2;
    fill(store(), names.subList(0, half));
    names
        .subList(half, names.size())
        .forEach(name -> store().write(name.replace("d/", "d/e/"), ""));
    fill(store(), "d2");
    store().deleteDirectory("d");
    assertThat(walk(store(), "")).containsExactly("d2");
  }

  @Test
  default void theRootIsNotDeleted() {
    fill(store(), "a", "d/b");
    for (String root : List.of("", "/", ".", "./", "//")) {
      assertThrows(InvalidFilePathException.class, () -> store().delete(root), root);
      assertThrows(InvalidFilePathException.class, () -> store().deleteFile(root), root);
      assertThrows(InvalidFilePathException.class, () -> store().deleteDirectory(root), root);
      assertThrows(InvalidFilePathException.class, () -> store().deleteAll(List.of(root)), root);
    }
    assertThat(walk(store(), "")).containsExactly("a", "d/b");
  }

  @Test
  default void clearEmptiesTheStore() {
    fill(store(), "a", "d/b", ".hidden", "d/e/c");
    store().clear();
    assertThat(store().list("")).isEmpty();
    assertThat(walk(store(), "")).isEmpty();
  }

  @Test
  default void aClearedStoreCanBeUsed() {
    store().clear();
    fill(store(), "d/a");
    store().clear();
    fill(store(), "d");
    assertThat(store().readString("d")).isEqualTo("d");
  }

  @Test
  default void aDeletedFileCanBeCreatedAgain() {
    store().write("d/a", "one");
    store().delete("d/a");
    store().write("d/a", "two");
    assertThat(store().readString("d/a")).isEqualTo("two");
  }

  @Test
  default void aNameCanBecomeADirectoryAndAFileAgain() {
    store().write("n", "file");
    store().deleteFile("n");
    store().write("n/a/b", "below");
    store().deleteFile("n/a/b");
    store().write("n", "file again");
    assertThat(store().readString("n")).isEqualTo("file again");
    store().delete("n");
    store().write("n/a", "below again");
    store().deleteDirectory("n");
    store().write("n", "last");
    assertThat(walk(store(), "")).containsExactly("n");
  }

  @Test
  default void aFileAndADirectoryOfOneNameAreDeletedSeparately() {
    requiresNo(Capability.EXCLUSIVE_NAMES);
    fill(store(), "n", "n/a");
    store().deleteFile("n");
    assertThat(walk(store(), "")).containsExactly("n/a");
    fill(store(), "n");
    store().deleteDirectory("n");
    assertThat(walk(store(), "")).containsExactly("n");
    fill(store(), "n/a");
    store().delete("n");
    assertThat(walk(store(), "")).isEmpty();
  }
}
