package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.readText;
import static dev.coffer.testkit.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.NotModifiedException;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes and reads that depend on the existing file. */
interface ConditionCases extends StoreUnderTest {
  private FileInfo writeIfAbsent(String path, String text) {
    return store().write(path, utf8(text), WriteOptions.DEFAULTS.ifAbsent());
  }

  private FileInfo writeIfMatch(String path, String text, String etag) {
    return store().write(path, utf8(text), WriteOptions.DEFAULTS.ifMatch(etag));
  }

  @Test
  default void ifAbsentCreatesAMissingFile() {
    requires(Capability.CONDITIONAL_WRITES);
    writeIfAbsent("d/a", "first");
    assertThat(store().readString("d/a")).isEqualTo("first");
  }

  @Test
  default void ifAbsentKeepsAnExistingFile() {
    requires(Capability.CONDITIONAL_WRITES);
    FileInfo first = store().write("a", "first");
    assertThrows(ConflictException.class, () -> writeIfAbsent("a", "second"));
    assertThat(store().readString("a")).isEqualTo("first");
    assertThat(store().stat("a").orElseThrow().etag()).isEqualTo(first.etag());
  }

  @Test
  default void ifAbsentKeepsAnExistingEmptyFile() {
    requires(Capability.CONDITIONAL_WRITES);
    store().write("a", "");
    assertThrows(ConflictException.class, () -> writeIfAbsent("a", "second"));
    assertThat(store().readString("a")).isEmpty();
  }

  @Test
  default void ifAbsentRefusesAFileOfTheSameBytes() {
    requires(Capability.CONDITIONAL_WRITES);
    writeIfAbsent("a", "same");
    assertThrows(ConflictException.class, () -> writeIfAbsent("a", "same"));
  }

  @Test
  default void ifAbsentCreatesAFileAgainAfterItsDeletion() {
    requires(Capability.CONDITIONAL_WRITES);
    writeIfAbsent("a", "first");
    store().deleteFile("a");
    writeIfAbsent("a", "second");
    assertThat(store().readString("a")).isEqualTo("second");
  }

  @Test
  default void ifAbsentHoldsForStreams() {
    requires(Capability.CONDITIONAL_WRITES);
    store().write("a", "first");
    Content stream = Content.of(new ByteArrayInputStream(utf8("second")));
    WriteOptions options = WriteOptions.DEFAULTS.ifAbsent();
    assertThrows(ConflictException.class, () -> store().write("a", stream, options));
    assertThat(store().readString("a")).isEqualTo("first");
  }

  @Test
  default void ifAbsentKnowsWhatWasMovedAndCopied() {
    requires(Capability.CONDITIONAL_WRITES);
    store().write("a", "first");
    store().copy("a", "copied");
    store().move("a", "moved");
    assertThrows(ConflictException.class, () -> writeIfAbsent("copied", "x"));
    assertThrows(ConflictException.class, () -> writeIfAbsent("moved", "x"));
    writeIfAbsent("a", "again");
    assertThat(store().readString("a")).isEqualTo("again");
  }

  @Test
  default void aFailedSourceLeavesTheNameFree() {
    requires(Capability.CONDITIONAL_WRITES);
    Content broken = Content.of(Sources.writerFailingAfter(10));
    WriteOptions options = WriteOptions.DEFAULTS.ifAbsent();
    assertThrows(StorageFailureException.class, () -> store().write("a", broken, options));
    writeIfAbsent("a", "whole");
    assertThat(store().readString("a")).isEqualTo("whole");
  }

  @Test
  default void ifMatchReplacesTheFileThatWasSeen() {
    requires(Capability.CONDITIONAL_WRITES);
    String etag = store().write("a", "first").etag();
    writeIfMatch("a", "second", etag);
    assertThat(store().readString("a")).isEqualTo("second");
  }

  @Test
  default void ifMatchKeepsAFileThatHasChanged() {
    requires(Capability.CONDITIONAL_WRITES);
    String etag = store().write("a", "first").etag();
    store().write("a", "other");
    assertThrows(ConflictException.class, () -> writeIfMatch("a", "second", etag));
    assertThat(store().readString("a")).isEqualTo("other");
  }

  @Test
  default void ifMatchCreatesNoFile() {
    requires(Capability.CONDITIONAL_WRITES);
    String etag = store().write("a", "first").etag();
    store().deleteFile("a");
    assertThrows(ConflictException.class, () -> writeIfMatch("a", "second", etag));
    assertThrows(ConflictException.class, () -> writeIfMatch("d/never", "second", etag));
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void ifMatchKnowsARewriteOfTheSameBytes() {
    requires(Capability.CONDITIONAL_WRITES);
    requires(Capability.ETAG_PER_WRITE);
    String etag = store().write("a", "same").etag();
    store().write("a", "same");
    assertThrows(ConflictException.class, () -> writeIfMatch("a", "second", etag));
  }

  @Test
  default void ifMatchAcceptsTheEtagOfEachResult() {
    requires(Capability.CONDITIONAL_WRITES);
    String etag = store().write("a", "0").etag();
    for (int i = 1; i < 20; i++) {
      etag = writeIfMatch("a", "" + i, etag).etag();
    }
    assertThat(store().readString("a")).isEqualTo("19");
  }

  @Test
  default void ifMatchAcceptsTheEtagOfStatListingCopyAndMove() {
    requires(Capability.CONDITIONAL_WRITES);
    store().write("a", "0");
    writeIfMatch("a", "1", store().stat("a").orElseThrow().etag());
    try (Stream<Entry> entries = store().entries("", ListOptions.DEFAULTS)) {
      FileInfo listed = (FileInfo) entries.findFirst().orElseThrow();
      writeIfMatch("a", "2", listed.etag());
    }
    writeIfMatch("b", "3", store().copy("a", "b").etag());
    writeIfMatch("c", "4", store().move("b", "c").etag());
    assertThat(store().readString("c")).isEqualTo("4");
  }

  @Test
  default void anEtagIsNeverAPattern() {
    requires(Capability.CONDITIONAL_WRITES);
    store().write("a", "first");
    for (String etag : List.of("*", "", "\"\"", "W/\"x\"", "no-such-etag", "a, b", "0")) {
      assertThrows(ConflictException.class, () -> writeIfMatch("a", "second", etag), etag);
    }
    assertThat(store().readString("a")).isEqualTo("first");
  }

  @Test
  default void aConditionKeepsMetadata() {
    requires(Capability.CONDITIONAL_WRITES);
    WriteOptions options = WriteOptions.DEFAULTS.metadata("k", "v").contentType("a/b");
    FileInfo made = store().write("a", utf8("1"), options.ifAbsent());
    store().write("a", utf8("2"), options.metadata("k", "w").ifMatch(made.etag()));
    FileInfo info = store().stat("a").orElseThrow();
    assertThat(info.metadata()).isEqualTo(Map.of("k", "w"));
    assertThat(info.contentType()).contains("a/b");
  }

  @Test
  default void aConflictLeavesMetadata() {
    requires(Capability.CONDITIONAL_WRITES);
    store().write("a", utf8("1"), WriteOptions.DEFAULTS.metadata("k", "v"));
    WriteOptions options = WriteOptions.DEFAULTS.metadata("k", "w").ifAbsent();
    assertThrows(ConflictException.class, () -> store().write("a", utf8("2"), options));
    assertThat(store().stat("a").orElseThrow().metadata()).isEqualTo(Map.of("k", "v"));
  }

  @Test
  default void aConflictNamesOperationAndPathAndIsNotRetryable() {
    requires(Capability.CONDITIONAL_WRITES);
    store().write("d/a", "first");
    ConflictException e =
        assertThrows(ConflictException.class, () -> writeIfAbsent("d/a", "second"));
    assertThat(e.operation()).isEqualTo("write");
    assertThat(e.path()).isEqualTo("d/a");
    assertThat(e.isRetryable()).isFalse();
  }

  @Test
  default void aStoreWithoutConditionsReportsThat() {
    requiresNo(Capability.CONDITIONAL_WRITES);
    String etag = store().write("a", "first").etag();
    assertThrows(UnsupportedFeatureException.class, () -> writeIfAbsent("b", "second"));
    assertThrows(UnsupportedFeatureException.class, () -> writeIfMatch("a", "second", etag));
    assertThat(store().readString("a")).isEqualTo("first");
    assertThat(store().exists("b")).isFalse();
  }

  @Test
  default void readIfMatchReturnsTheFileThatWasSeen() {
    String etag = store().write("a", "first").etag();
    ReadOptions options = ReadOptions.DEFAULTS.ifMatch(etag);
    assertThat(readText(store().open("a", options))).isEqualTo("first");
    assertThat(readText(store().open("a", options.range(1, 3)))).isEqualTo("irs");
  }

  @Test
  default void readIfMatchRefusesAFileThatHasChanged() {
    String etag = store().write("a", "first").etag();
    store().write("a", "other");
    ReadOptions options = ReadOptions.DEFAULTS.ifMatch(etag);
    assertThrows(ConflictException.class, () -> store().open("a", options));
  }

  @Test
  default void readIfNoneMatchReportsAnUnchangedFile() {
    String etag = store().write("a", "first").etag();
    ReadOptions options = ReadOptions.DEFAULTS.ifNoneMatch(etag);
    assertThrows(NotModifiedException.class, () -> store().open("a", options));
  }

  @Test
  default void readIfNoneMatchReturnsAFileThatHasChanged() {
    String etag = store().write("a", "first").etag();
    store().write("a", "other");
    ReadOptions options = ReadOptions.DEFAULTS.ifNoneMatch(etag);
    assertThat(readText(store().open("a", options))).isEqualTo("other");
  }

  @Test
  default void readIfNoneMatchOfAMissingFileIsNotFound() {
    ReadOptions options = ReadOptions.DEFAULTS.ifNoneMatch("etag");
    assertThrows(NotFoundException.class, () -> store().open("missing", options));
  }
}
