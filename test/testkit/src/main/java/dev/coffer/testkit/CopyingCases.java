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

/** A copy is a complete file of its own. */
interface CopyingCases extends StoreUnderTest {
  @Test
  default void aCopyHasTheBytesOfItsSource() {
    byte[] bytes = bytes(200_000);
    store().write("a", bytes);
    store().copy("a", "b");
    assertThat(store().readBytes("b")).isEqualTo(bytes);
    assertThat(store().readBytes("a")).isEqualTo(bytes);
  }

  @Test
  default void aCopyReturnsItsPathSizeAndEtag() {
    store().write("a", "hello");
    FileInfo copy = store().copy("a", "d/b");
    assertThat(copy.path()).isEqualTo(FilePath.of("d/b"));
    assertThat(copy.size()).isEqualTo(5);
    assertThat(copy.etag()).isEqualTo(store().stat("d/b").orElseThrow().etag());
  }

  @Test
  default void aCopyKeepsContentTypeAndMetadata() {
    store().write("a", utf8("x"), WriteOptions.DEFAULTS.contentType("a/b").metadata("k", "ü"));
    store().copy("a", "b");
    FileInfo copy = store().stat("b").orElseThrow();
    assertThat(copy.contentType()).contains("a/b");
    assertThat(copy.metadata()).isEqualTo(Map.of("k", "ü"));
  }

  @Test
  default void aCopyReplacesItsTargetWithItsMetadata() {
    store().write("a", "new");
    store().write("b", utf8("old and longer"), WriteOptions.DEFAULTS.metadata("k", "v"));
    store().copy("a", "b");
    assertThat(store().readString("b")).isEqualTo("new");
    assertThat(store().stat("b").orElseThrow().metadata()).isEmpty();
  }

  @Test
  default void aCopyChangesTheEtagOfItsTarget() {
    store().write("a", "new");
    String before = store().write("b", "old").etag();
    store().copy("a", "b");
    assertThat(store().stat("b").orElseThrow().etag()).isNotEqualTo(before);
  }

  @Test
  default void aCopyStaysWhenItsSourceChanges() {
    store().write("a", "one");
    store().copy("a", "b");
    store().write("a", "two");
    assertThat(store().readString("b")).isEqualTo("one");
    store().deleteFile("a");
    assertThat(store().readString("b")).isEqualTo("one");
  }

  @Test
  default void aSourceStaysWhenItsCopyChanges() {
    store().write("a", "one");
    store().copy("a", "b");
    store().write("b", "two");
    store().deleteFile("b");
    assertThat(store().readString("a")).isEqualTo("one");
  }

  @Test
  default void aCopyNeedsNoParents() {
    store().write("a", "x");
    store().copy("a", "p/q/r/b");
    assertThat(store().readString("p/q/r/b")).isEqualTo("x");
    assertThat(walk(store(), "")).containsExactly("a", "p/q/r/b");
  }

  @Test
  default void anEmptyFileIsCopied() {
    store().write("a", "");
    store().copy("a", "b");
    assertThat(store().readBytes("b")).isEmpty();
  }

  @Test
  default void aFileCopiedOntoItselfStays() {
    store().write("a", utf8("x"), WriteOptions.DEFAULTS.contentType("a/b").metadata("k", "v"));
    store().copy("a", "./a");
    assertThat(store().readString("a")).isEqualTo("x");
    FileInfo info = store().stat("a").orElseThrow();
    assertThat(info.metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(info.contentType()).contains("a/b");
  }

  @Test
  default void copyingAMissingFileIsNotFoundAndLeavesTheTarget() {
    store().write("b", "old");
    assertThrows(NotFoundException.class, () -> store().copy("missing", "b"));
    assertThrows(NotFoundException.class, () -> store().copy("missing", "d/c"));
    assertThrows(NotFoundException.class, () -> store().copy("missing", "missing"));
    assertThat(store().readString("b")).isEqualTo("old");
    assertThat(store().list("")).containsExactly("b");
  }

  @Test
  default void copyingADirectoryIsNotFound() {
    fill(store(), "d/a");
    assertThrows(NotFoundException.class, () -> store().copy("d", "e"));
    assertThat(walk(store(), "")).containsExactly("d/a");
  }

  @Test
  default void aCopyOfACopyIsComplete() {
    byte[] bytes = bytes(100_000);
    store().write("0", bytes);
    for (int i = 0; i < 10; i++) {
      store().copy("" + i, "" + (i + 1));
    }
    assertThat(store().readBytes("10")).isEqualTo(bytes);
    assertThat(store().list("")).hasSize(11);
  }
}
