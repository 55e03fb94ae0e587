package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.MIB;
import static dev.coffer.testkit.Samples.bytes;
import static dev.coffer.testkit.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Content;
import dev.coffer.ContentWriter;
import dev.coffer.FileInfo;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A write whose source fails leaves the old file, or none, and nothing else. */
interface FailedWriteCases extends StoreUnderTest {
  @Test
  default void aWriterThatThrowsLeavesNoFile() {
    ContentWriter broken = Sources.writerFailingAfter(100);
    assertThrows(StorageFailureException.class, () -> store().write("a", broken));
    assertThat(store().exists("a")).isFalse();
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aWriterThatThrowsKeepsTheOldFile() {
    FileInfo old = store().write("a", "old");
    ContentWriter broken = Sources.writerFailingAfter(100);
    assertThrows(StorageFailureException.class, () -> store().write("a", broken));
    assertThat(store().readString("a")).isEqualTo("old");
    assertThat(store().stat("a").orElseThrow().etag()).isEqualTo(old.etag());
  }

  @Test
  default void aWriterThatThrowsAtOnceLeavesNoFile() {
    ContentWriter broken = Sources.writerFailingAfter(0);
    assertThrows(StorageFailureException.class, () -> store().write("a", broken));
    assertThat(store().exists("a")).isFalse();
  }

  @Test
  default void aStreamThatThrowsLeavesNoFile() {
    assertThrows(
        StorageFailureException.class, () -> store().write("a", Sources.failingAfter(200_000)));
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aStreamThatThrowsKeepsTheOldFile() {
    store().write("a", "old");
    assertThrows(
        StorageFailureException.class, () -> store().write("a", Sources.failingAfter(200_000)));
    assertThat(store().readString("a")).isEqualTo("old");
  }

  @Test
  default void aSourceThatFailsLateLeavesNoFile() {
    assertThrows(
        StorageFailureException.class, () -> store().write("a", Sources.failingAfter(9 * MIB)));
    assertThat(store().exists("a")).isFalse();
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aSourcesFailureIsKeptAsTheCause() {
    ContentWriter broken = Sources.writerFailingAfter(10);
    FileStoreException e =
        assertThrows(StorageFailureException.class, () -> store().write("a", broken));
    assertThat(e).hasRootCauseInstanceOf(IOException.class).hasRootCauseMessage("the writer broke");
  }

  @Test
  default void aFailedWriteNamesOperationAndPath() {
    FileStoreException e =
        assertThrows(
            StorageFailureException.class, () -> store().write("d/a", Sources.failingAfter(10)));
    assertThat(e.operation()).isEqualTo("write");
    assertThat(e.path()).isEqualTo("d/a");
  }

  @Test
  default void anUncheckedFailureOfAWriterLeavesNoFile() {
    ContentWriter broken =
        out -> {
          out.write(bytes(100));
          throw new UncheckedIOException(new IOException("unchecked"));
        };
    Throwable thrown = assertThrows(RuntimeException.class, () -> store().write("a", broken));
    assertThat(thrown).hasRootCauseMessage("unchecked");
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void anErrorOfAWriterReachesTheCallerAndLeavesNoFile() {
    ContentWriter broken =
        out -> {
          out.write(bytes(100));
          throw new StackOverflowError("deep");
        };
    assertThrows(StackOverflowError.class, () -> store().write("a", broken));
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void fewerBytesThanDeclaredAreNotPublished() {
    Content lying = Sources.lying(10, utf8("nine byte"));
    assertThrows(
        StorageFailureException.class, () -> store().write("a", lying, WriteOptions.DEFAULTS));
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void moreBytesThanDeclaredAreNotPublished() {
    Content lying = Sources.lying(4, utf8("five!"));
    assertThrows(
        StorageFailureException.class, () -> store().write("a", lying, WriteOptions.DEFAULTS));
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aStreamOfAnotherLengthThanDeclaredIsNotPublished() {
    for (long told : new long[] {2, 4}) {
      Content content = Content.of(new ByteArrayInputStream(new byte[3]), told);
      assertThrows(
          StorageFailureException.class, () -> store().write("a", content, WriteOptions.DEFAULTS));
    }
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aSourceThatLiesAboutItsSizeKeepsTheOldFile() {
    store().write("a", "old");
    Content lying = Sources.lying(1000, utf8("short"));
    assertThrows(
        StorageFailureException.class, () -> store().write("a", lying, WriteOptions.DEFAULTS));
    assertThat(store().readString("a")).isEqualTo("old");
  }

  @Test
  default void aFailedWriteLeavesNoDirectories() {
    ContentWriter broken = Sources.writerFailingAfter(100);
    assertThrows(StorageFailureException.class, () -> store().write("x/y/z", broken));
    assertThat(store().list("")).isEmpty();
    assertThat(store().list("x")).isEmpty();
    assertThat(Samples.walk(store(), "")).isEmpty();
  }

  @Test
  default void aFailedWriteLeavesItsNeighboursAlone() {
    store().write("d/neighbour", "here");
    ContentWriter broken = Sources.writerFailingAfter(100);
    assertThrows(StorageFailureException.class, () -> store().write("d/a", broken));
    assertThat(Samples.walk(store(), "")).containsExactly("d/neighbour");
    assertThat(store().readString("d/neighbour")).isEqualTo("here");
  }

  @Test
  default void aFailedWriteKeepsTheOldMetadata() {
    WriteOptions old = WriteOptions.DEFAULTS.contentType("text/plain").metadata("author", "ada");
    store().write("a", utf8("old"), old);
    WriteOptions fresh = WriteOptions.DEFAULTS.contentType("text/html").metadata("author", "bob");
    Content broken = Content.of(Sources.writerFailingAfter(10));
    assertThrows(StorageFailureException.class, () -> store().write("a", broken, fresh));
    FileInfo info = store().stat("a").orElseThrow();
    assertThat(info.contentType()).contains("text/plain");
    assertThat(info.metadata()).containsOnly(Map.entry("author", "ada"));
  }

  @Test
  default void aWriteAfterAFailedOneSucceeds() {
    ContentWriter broken = Sources.writerFailingAfter(100);
    assertThrows(StorageFailureException.class, () -> store().write("a", broken));
    store().write("a", "whole");
    assertThat(store().readString("a")).isEqualTo("whole");
  }
}
