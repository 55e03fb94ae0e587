package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Capability;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The information that a store has about a file, and the rules of its etag. */
interface StatCases extends StoreUnderTest {
  @Test
  default void nothingIsKnownOfAMissingFile() {
    assertThat(store().stat("missing")).isEmpty();
    assertThat(store().exists("missing")).isFalse();
    assertThat(store().stat("no/such/file")).isEmpty();
  }

  @Test
  default void statReturnsPathAndSize() {
    store().write("d/a", "hello");
    FileInfo info = store().stat("d/a").orElseThrow();
    assertThat(info.path()).isEqualTo(FilePath.of("d/a"));
    assertThat(info.size()).isEqualTo(5);
    assertThat(store().exists("d/a")).isTrue();
  }

  @Test
  default void statAgreesWithTheResultOfTheWrite() {
    FileInfo written = store().write("a", "hello");
    FileInfo info = store().stat("a").orElseThrow();
    assertThat(info.path()).isEqualTo(written.path());
    assertThat(info.size()).isEqualTo(written.size());
    assertThat(info.etag()).isEqualTo(written.etag());
  }

  /** A layer that remembers what it wrote takes the time for that of the file. */
  @Test
  default void aWriteToAStoreWithDirectoriesReturnsTheTimeOfTheFile() {
    requires(Capability.EXCLUSIVE_NAMES);
    FileInfo written = store().write("d/a", "hello");
    assertThat(store().stat("d/a").orElseThrow().lastModified()).isEqualTo(written.lastModified());
  }

  @Test
  default void aDirectoryIsNoFile() {
    store().write("d/e/a", "x");
    assertThat(store().stat("d")).isEmpty();
    assertThat(store().stat("d/e")).isEmpty();
    assertThat(store().stat("d/e/")).isEmpty();
    assertThat(store().exists("d")).isFalse();
  }

  @Test
  default void theRootIsNoFile() {
    store().write("a", "x");
    assertThat(store().stat("")).isEmpty();
    assertThat(store().stat("/")).isEmpty();
    assertThat(store().exists("")).isFalse();
    assertThat(store().exists("./")).isFalse();
  }

  @Test
  default void nothingIsBelowAFile() {
    store().write("a", "x");
    assertThat(store().stat("a/b")).isEmpty();
    assertThat(store().exists("a/b/c")).isFalse();
  }

  @Test
  default void theStartOfANameDoesNotExist() {
    store().write("report.txt", "x");
    assertThat(store().exists("report")).isFalse();
    assertThat(store().exists("report.txt.bak")).isFalse();
  }

  @Test
  default void nothingIsKnownOfADeletedFile() {
    store().write("a", "x");
    store().deleteFile("a");
    assertThat(store().stat("a")).isEmpty();
  }

  @Test
  default void statReturnsTheSizeOfTheNewFile() {
    store().write("a", "long text");
    store().write("a", "new");
    assertThat(store().stat("a").orElseThrow().size()).isEqualTo(3);
  }

  @Test
  default void timeDoesNotGoBackWhenAFileIsReplaced() {
    store().write("a", "one");
    FileInfo first = store().stat("a").orElseThrow();
    store().write("a", "two");
    FileInfo second = store().stat("a").orElseThrow();
    assertThat(second.lastModified()).isAfterOrEqualTo(first.lastModified());
  }

  @Test
  default void theEtagIsTheSameWhereverItIsReturned() {
    String etag = store().write("a", "x").etag();
    assertThat(store().stat("a").orElseThrow().etag()).isEqualTo(etag);
    try (Stream<Entry> entries = store().entries("", ListOptions.DEFAULTS)) {
      assertThat(entries.map(FileInfo.class::cast).map(FileInfo::etag)).containsExactly(etag);
    }
    try (Stream<FileInfo> files = store().walk("")) {
      assertThat(files.map(FileInfo::etag)).containsExactly(etag);
    }
  }

  @Test
  default void theEtagStaysWhileTheFileStays() {
    store().write("a", "x");
    String etag = store().stat("a").orElseThrow().etag();
    store().write("b", "y");
    store().readBytes("a");
    assertThat(store().stat("a").orElseThrow().etag()).isEqualTo(etag);
  }

  @Test
  default void theEtagChangesWithTheBytesAlsoAtTheSameSize() {
    Set<String> etags = new HashSet<>();
    for (int i = 100; i < 200; i++) {
      etags.add(store().write("a", utf8("version " + i)).etag());
    }
    assertThat(etags).hasSize(100);
  }

  @Test
  default void theEtagChangesWithEveryWrite() {
    requires(Capability.ETAG_PER_WRITE);
    Set<String> etags = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      etags.add(store().write("a", "the same").etag());
    }
    assertThat(etags).hasSize(50);
  }

  @Test
  default void theEtagChangesWhenAFileIsDeletedAndCreatedAgain() {
    requires(Capability.ETAG_PER_WRITE);
    String before = store().write("a", "the same").etag();
    store().deleteFile("a");
    assertThat(store().write("a", "the same").etag()).isNotEqualTo(before);
  }
}
