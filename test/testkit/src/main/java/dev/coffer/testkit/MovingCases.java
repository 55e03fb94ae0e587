package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.bytes;
import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.utf8;
import static dev.coffer.testkit.Samples.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A moved file is at its target, complete, and no longer at its source. */
interface MovingCases extends StoreUnderTest {
  @Test
  default void aMovedFileIsAtItsTargetAlone() {
    byte[] bytes = bytes(200_000);
    store().write("a", bytes);
    store().move("a", "b");
    assertThat(store().readBytes("b")).isEqualTo(bytes);
    assertThat(store().exists("a")).isFalse();
    assertThat(store().list("")).containsExactly("b");
  }

  @Test
  default void aMoveReturnsItsPathSizeAndEtag() {
    store().write("a", "hello");
    FileInfo moved = store().move("a", "d/b");
    assertThat(moved.path()).isEqualTo(FilePath.of("d/b"));
    assertThat(moved.size()).isEqualTo(5);
    assertThat(moved.etag()).isEqualTo(store().stat("d/b").orElseThrow().etag());
  }

  @Test
  default void aMoveKeepsContentTypeAndMetadata() {
    store().write("a", utf8("x"), WriteOptions.DEFAULTS.contentType("a/b").metadata("k", "ü"));
    store().move("a", "b");
    FileInfo moved = store().stat("b").orElseThrow();
    assertThat(moved.contentType()).contains("a/b");
    assertThat(moved.metadata()).isEqualTo(Map.of("k", "ü"));
  }

  @Test
  default void aMoveReplacesItsTargetWithItsMetadata() {
    store().write("a", "new");
    store().write("b", utf8("old and longer"), WriteOptions.DEFAULTS.metadata("k", "v"));
    store().move("a", "b");
    assertThat(store().readString("b")).isEqualTo("new");
    assertThat(store().stat("b").orElseThrow().metadata()).isEmpty();
    assertThat(store().list("")).containsExactly("b");
  }

  @Test
  default void aMoveChangesTheEtagOfItsTarget() {
    store().write("a", "new");
    String before = store().write("b", "old").etag();
    store().move("a", "b");
    assertThat(store().stat("b").orElseThrow().etag()).isNotEqualTo(before);
  }

  @Test
  default void aMoveNeedsNoParents() {
    store().write("a", "x");
    store().move("a", "p/q/r/b");
    assertThat(walk(store(), "")).containsExactly("p/q/r/b");
  }

  @Test
  default void theDirectoryOfTheLastFileIsGoneAfterItsMove() {
    store().write("d/e/a", "x");
    store().move("d/e/a", "b");
    assertThat(store().list("")).containsExactly("b");
    assertThat(store().list("d")).isEmpty();
  }

  @Test
  default void aMoveWithinADirectoryKeepsIt() {
    store().write("d/a", "x");
    store().move("d/a", "d/b");
    assertThat(walk(store(), "")).containsExactly("d/b");
  }

  @Test
  default void aFileMovedOntoItselfStaysAsItIs() {
    WriteOptions options = WriteOptions.DEFAULTS.contentType("a/b").metadata("k", "v");
    FileInfo before = store().write("d/a", utf8("x"), options);
    FileInfo answer = store().move("d/a", "d/a");
    assertThat(answer.path()).isEqualTo(before.path());
    assertThat(store().readString("d/a")).isEqualTo("x");
    FileInfo after = store().stat("d/a").orElseThrow();
    assertThat(after.etag()).isEqualTo(before.etag());
    assertThat(after.metadata()).isEqualTo(Map.of("k", "v"));
  }

  @Test
  default void aFileMovedOntoAnotherSpellingOfItselfStays() {
    FileInfo before = store().write("d/a", "x");
    store().move("/d/./a", "d//a");
    assertThat(store().readString("d/a")).isEqualTo("x");
    assertThat(store().stat("d/a").orElseThrow().etag()).isEqualTo(before.etag());
  }

  @Test
  default void movingAMissingFileIsNotFoundAndLeavesTheTarget() {
    store().write("b", "old");
    assertThrows(NotFoundException.class, () -> store().move("missing", "b"));
    assertThrows(NotFoundException.class, () -> store().move("missing", "d/c"));
    assertThrows(NotFoundException.class, () -> store().move("missing", "missing"));
    assertThat(store().readString("b")).isEqualTo("old");
    assertThat(store().list("")).containsExactly("b");
  }

  @Test
  default void movingADirectoryIsNotFound() {
    fill(store(), "d/a");
    assertThrows(NotFoundException.class, () -> store().move("d", "e"));
    assertThat(walk(store(), "")).containsExactly("d/a");
  }

  @Test
  default void aMoveIsExact() {
    fill(store(), "a", "a2", "aa/b", "a.txt");
    store().move("a", "z");
    assertThat(walk(store(), "")).containsExactly("a.txt", "a2", "aa/b", "z");
  }

  @Test
  default void aFileCanBeMovedThereAndBack() {
    store().write("a", "x");
    store().move("a", "d/a");
    store().move("d/a", "a");
    assertThat(walk(store(), "")).containsExactly("a");
    assertThat(store().readString("a")).isEqualTo("x");
  }

  @Test
  default void aSourceCanBeWrittenAgainAfterItsMove() {
    store().write("a", "one");
    store().move("a", "b");
    store().write("a", "two");
    assertThat(store().readString("a")).isEqualTo("two");
    assertThat(store().readString("b")).isEqualTo("one");
  }
}
