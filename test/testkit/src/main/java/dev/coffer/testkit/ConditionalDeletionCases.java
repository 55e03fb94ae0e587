package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.UnsupportedFeatureException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Deletions of one version of a file. */
interface ConditionalDeletionCases extends StoreUnderTest {
  /** An etag that a file could have on some store, but none has. */
  String OTHER = "1234567890123456";

  private void deleteIfMatch(String path, String etag) {
    store().deleteFile(path, DeleteOptions.DEFAULTS.ifMatch(etag));
  }

  private ConflictException assertRefused(String path, String etag) {
    return assertThrows(ConflictException.class, () -> deleteIfMatch(path, etag), path);
  }

  @Test
  default void aDeletionRemovesTheVersionThatWasSeen() {
    requires(Capability.CONDITIONAL_DELETES);
    fill(store(), "d/b");
    String etag = store().write("d/a", "first").etag();
    deleteIfMatch("d/a", etag);
    assertThat(store().exists("d/a")).isFalse();
    assertThat(store().list("d")).containsExactly("d/b");
  }

  @Test
  default void aDeletionOfAVersionKeepsAFileThatHasChanged() {
    requires(Capability.CONDITIONAL_DELETES);
    String etag = store().write("a", "first").etag();
    FileInfo present = store().write("a", "other");
    assertRefused("a", etag);
    assertThat(store().readString("a")).isEqualTo("other");
    assertThat(store().stat("a").orElseThrow().etag()).isEqualTo(present.etag());
  }

  @Test
  default void aDeletionOfAVersionOfAMissingFileIsAConflict() {
    requires(Capability.CONDITIONAL_DELETES);
    String etag = store().write("a", "first").etag();
    assertRefused("missing", etag);
    assertRefused("no/such/file", etag);
    assertRefused("missing", OTHER);
    assertThat(walk(store(), "")).containsExactly("a");
  }

  @Test
  default void aVersionIsDeletedOnce() {
    requires(Capability.CONDITIONAL_DELETES);
    String etag = store().write("a", "first").etag();
    deleteIfMatch("a", etag);
    assertRefused("a", etag);
  }

  @Test
  default void aDeletionOfAVersionKeepsADirectory() {
    requires(Capability.CONDITIONAL_DELETES);
    String etag = store().write("d/a", "first").etag();
    assertRefused("d", etag);
    assertRefused("d/a/b", etag);
    assertThat(store().readString("d/a")).isEqualTo("first");
  }

  @Test
  default void aDeletionOfTheLastVersionInADirectoryRemovesTheDirectory() {
    requires(Capability.CONDITIONAL_DELETES);
    deleteIfMatch("d/e/a", store().write("d/e/a", "first").etag());
    assertThat(store().list("")).isEmpty();
    assertThat(store().list("d")).isEmpty();
  }

  @Test
  default void aDeletionOfAVersionKnowsARewriteOfTheSameBytes() {
    requires(Capability.CONDITIONAL_DELETES);
    requires(Capability.ETAG_PER_WRITE);
    String etag = store().write("a", "same").etag();
    store().write("a", "same");
    assertRefused("a", etag);
    assertThat(store().readString("a")).isEqualTo("same");
  }

  @Test
  default void aDeletionAcceptsTheEtagOfStatListingCopyAndMove() {
    requires(Capability.CONDITIONAL_DELETES);
    store().write("a", "1");
    deleteIfMatch("a", store().stat("a").orElseThrow().etag());
    store().write("a", "2");
    try (Stream<Entry> entries = store().entries("", ListOptions.DEFAULTS)) {
      FileInfo listed = (FileInfo) entries.findFirst().orElseThrow();
      deleteIfMatch("a", listed.etag());
    }
    store().write("a", "3");
    deleteIfMatch("b", store().copy("a", "b").etag());
    deleteIfMatch("c", store().move("a", "c").etag());
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void theEtagOfADeletionIsNeverAPattern() {
    requires(Capability.CONDITIONAL_DELETES);
    store().write("a", "first");
    for (String etag : List.of("*", "", "\"\"", "W/\"x\"", "no-such-etag", "a, b", "0", OTHER)) {
      assertRefused("a", etag);
    }
    assertThat(store().readString("a")).isEqualTo("first");
  }

  @Test
  default void aConflictOfADeletionNamesOperationAndPathAndIsNotRetryable() {
    requires(Capability.CONDITIONAL_DELETES);
    String old = store().write("d/a", "first").etag();
    store().write("d/a", "second");
    for (String path : List.of("d/a", "d/missing")) {
      ConflictException e = assertRefused(path, old);
      assertThat(e.operation()).isEqualTo("delete");
      assertThat(e.path()).isEqualTo(path);
      assertThat(e.store()).isEqualTo(store().name());
      assertThat(e.isRetryable()).isFalse();
    }
  }

  @Test
  default void aNameIsFreeAfterTheDeletionOfItsVersion() {
    requires(Capability.CONDITIONAL_DELETES);
    deleteIfMatch("a", store().write("a", "first").etag());
    store().write("a/b", "second");
    deleteIfMatch("a/b", store().stat("a/b").orElseThrow().etag());
    store().write("a", "third");
    assertThat(store().readString("a")).isEqualTo("third");
  }

  @Test
  default void aDeletionOfAVersionInAViewStaysInIt() {
    requires(Capability.CONDITIONAL_DELETES);
    String outside = store().write("a", "outside").etag();
    String inside = store().write("d/a", "inside").etag();
    DeleteOptions ifInside = DeleteOptions.DEFAULTS.ifMatch(inside);
    ConflictException e =
        assertThrows(
            ConflictException.class,
            () -> store().scoped("d").deleteFile("a", DeleteOptions.DEFAULTS.ifMatch(outside)));
    assertThat(e.path()).isEqualTo("a");
    store().scoped("d").deleteFile("a", ifInside);
    assertThat(walk(store(), "")).containsExactly("a");
  }

  @Test
  default void aDeletionWithoutAConditionIgnoresWhatIsNotAFile() {
    fill(store(), "a", "d/b");
    for (String path : List.of("a", "a", "missing", "no/such/file", "d")) {
      store().deleteFile(path, DeleteOptions.DEFAULTS);
      store().deleteFile(FilePath.of(path), DeleteOptions.DEFAULTS);
    }
    assertThat(walk(store(), "")).containsExactly("d/b");
  }

  @Test
  default void aStoreWithoutConditionalDeletesReportsThatAndDeletesNothing() {
    requiresNo(Capability.CONDITIONAL_DELETES);
    String etag = store().write("a", "first").etag();
    assertThrows(UnsupportedFeatureException.class, () -> deleteIfMatch("a", etag));
    assertThrows(UnsupportedFeatureException.class, () -> deleteIfMatch("a", OTHER));
    assertThrows(UnsupportedFeatureException.class, () -> deleteIfMatch("missing", etag));
    assertThat(store().readString("a")).isEqualTo("first");
  }
}
