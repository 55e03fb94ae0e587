package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.utf8;
import static dev.coffer.testkit.Samples.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FileStoreException;
import dev.coffer.InvalidRangeException;
import dev.coffer.NotFoundException;
import dev.coffer.NotTextException;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an error reports, and what it must not show. */
interface ErrorCases extends StoreUnderTest {
  /** One error of each kind that can be provoked on any store. */
  private List<FileStoreException> someErrors() {
    store().write("d/bytes", new byte[] {(byte) 0xFF});
    Content broken = Content.of(Sources.writerFailingAfter(10));
    return List.of(
        assertThrows(NotFoundException.class, () -> store().readBytes("d/missing")),
        assertThrows(NotFoundException.class, () -> store().copy("d/missing", "d/b")),
        assertThrows(NotFoundException.class, () -> store().move("d/missing", "d/b")),
        assertThrows(InvalidRangeException.class, () -> store().open("d/bytes", 99, 1)),
        assertThrows(NotTextException.class, () -> store().readString("d/bytes")),
        assertThrows(
            StorageFailureException.class,
            () -> store().write("d/a", broken, WriteOptions.DEFAULTS)));
  }

  @Test
  default void errorsNameOperationPathAndStore() {
    List<FileStoreException> errors = someErrors();
    assertThat(errors)
        .extracting(FileStoreException::operation)
        .containsExactly("read", "copy", "move", "read", "read", "write");
    assertThat(errors)
        .extracting(FileStoreException::path)
        .containsExactly("d/missing", "d/missing", "d/missing", "d/bytes", "d/bytes", "d/a");
    assertThat(errors).noneMatch(e -> e.store().isBlank());
  }

  @Test
  default void everyMessageHasOneForm() {
    for (FileStoreException e : someErrors()) {
      assertThat(e.getMessage())
          .startsWith(e.operation() + " " + e.path() + " on " + e.store() + ": ");
    }
    NotFoundException e = assertThrows(NotFoundException.class, () -> store().readBytes("no"));
    assertThat(e.getMessage()).startsWith("read no on " + e.store() + ": no such file");
  }

  @Test
  default void permanentErrorsAreNotRetryable() {
    assertThat(someErrors()).noneMatch(FileStoreException::isRetryable);
  }

  @Test
  default void anErrorOfOneFileIsItsOnlyFailure() {
    assertThat(someErrors()).allMatch(e -> e.failures().equals(List.of(e)));
  }

  @Test
  default void noErrorShowsContentOrMetadata() {
    String content = "content-that-nobody-shall-see";
    store().write("a", utf8(content), WriteOptions.DEFAULTS.metadata("k", content));
    store().write("b", new byte[] {'s', 'e', 'e', 'n', '-', 'n', 'e', 'v', 'e', 'r', (byte) 0xFF});
    List<String> shown = new ArrayList<>();
    shown.add(assertThrows(InvalidRangeException.class, () -> store().open("a", 99, 1)).toString());
    shown.add(assertThrows(NotTextException.class, () -> store().readString("b")).toString());
    Content lying = Sources.lying(5, utf8(content));
    WriteOptions options = WriteOptions.DEFAULTS.metadata("k", content);
    shown.add(
        assertThrows(StorageFailureException.class, () -> store().write("c", lying, options))
            .toString());
    shown.add(store().toString());
    assertThat(shown).noneMatch(text -> text.contains(content) || text.contains("seen-never"));
  }

  @Test
  default void noErrorAndNoNameShowsASecret() {
    assumeFalse(secrets().isEmpty(), "the store was opened without a secret");
    List<String> shown = new ArrayList<>();
    someErrors().forEach(e -> shown.add(e + " " + e.store() + " " + e.getCause()));
    shown.add(store().toString());
    shown.add(store().scoped("d").toString());
    shown.add(store().capabilities().toString());
    for (String secret : secrets()) {
      assertThat(shown).noneMatch(text -> text.contains(secret));
    }
  }

  @Test
  default void aStoreHasAName() {
    assertThat(store().toString())
        .isNotBlank()
        .doesNotContain("@" + Integer.toHexString(store().hashCode()));
    assertThat(store().toString()).isEqualTo(store().toString());
  }

  @Test
  default void aFileCannotBeCreatedBelowAFile() {
    requires(Capability.EXCLUSIVE_NAMES);
    store().write("n", "file");
    store().write("other", "x");
    assertThrows(ConflictException.class, () -> store().write("n/a", "x"));
    assertThrows(ConflictException.class, () -> store().write("n/a/b/c", "x"));
    assertThrows(ConflictException.class, () -> store().copy("other", "n/a"));
    assertThrows(ConflictException.class, () -> store().move("other", "n/a"));
    assertThat(walk(store(), "")).containsExactly("n", "other");
    assertThat(store().readString("n")).isEqualTo("file");
  }

  @Test
  default void aFileCannotReplaceADirectory() {
    requires(Capability.EXCLUSIVE_NAMES);
    fill(store(), "n/a/b", "other");
    assertThrows(ConflictException.class, () -> store().write("n", "x"));
    assertThrows(ConflictException.class, () -> store().write("n/a", "x"));
    assertThrows(ConflictException.class, () -> store().copy("other", "n"));
    assertThrows(ConflictException.class, () -> store().move("other", "n/a"));
    assertThat(walk(store(), "")).containsExactly("n/a/b", "other");
    assertThat(store().readString("other")).isEqualTo("other");
  }

  @Test
  default void aFileCannotBeMovedBelowItself() {
    requires(Capability.EXCLUSIVE_NAMES);
    FileInfo before = store().write("n", "file");
    assertThrows(ConflictException.class, () -> store().move("n", "n/a"));
    assertThrows(ConflictException.class, () -> store().copy("n", "n/a"));
    assertThat(walk(store(), "")).containsExactly("n");
    assertThat(store().stat("n").orElseThrow().etag()).isEqualTo(before.etag());
  }

  @Test
  default void aConditionalWriteCannotReplaceADirectory() {
    requires(Capability.EXCLUSIVE_NAMES);
    requires(Capability.CONDITIONAL_WRITES);
    fill(store(), "n/a");
    WriteOptions options = WriteOptions.DEFAULTS.ifAbsent();
    assertThrows(ConflictException.class, () -> store().write("n", utf8("x"), options));
    assertThrows(ConflictException.class, () -> store().write("n/a/b", utf8("x"), options));
    assertThat(walk(store(), "")).containsExactly("n/a");
  }

  @Test
  default void aConflictOfNamesLeavesNoDirectories() {
    requires(Capability.EXCLUSIVE_NAMES);
    store().write("d/n", "file");
    assertThrows(ConflictException.class, () -> store().write("d/n/x/y", "x"));
    store().deleteFile("d/n");
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aFileAndADirectoryMayShareANameWhereTheStoreAllowsIt() {
    requiresNo(Capability.EXCLUSIVE_NAMES);
    fill(store(), "n", "n/a");
    assertThat(store().list("")).containsExactly("n", "n/");
    assertThat(walk(store(), "")).containsExactly("n", "n/a");
    assertThat(store().readString("n")).isEqualTo("n");
    assertThat(store().list("n")).containsExactly("n/a");
  }

  @Test
  default void writeAllNamesTheFilesThatFailed() {
    requires(Capability.EXCLUSIVE_NAMES);
    fill(store(), "n", "m/x", "old");
    Map<String, byte[]> files =
        Map.of(
            "n/a", utf8("1"), "n/b", utf8("2"), "m", utf8("3"), "old", utf8("4"), "z", utf8("5"));
    FileStoreException e = assertThrows(ConflictException.class, () -> store().writeAll(files));
    assertThat(e.failures())
        .extracting(FileStoreException::path)
        .containsExactlyInAnyOrder("m", "n/a", "n/b");
    assertThat(e.getMessage()).contains("n/a", "n/b", "m");
    assertThat(store().readString("old")).isEqualTo("4");
    assertThat(store().readString("z")).isEqualTo("5");
    assertThat(walk(store(), "")).containsExactly("m/x", "n", "old", "z");
  }
}
