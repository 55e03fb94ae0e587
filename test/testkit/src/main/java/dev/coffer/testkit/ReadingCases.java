package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.bytes;
import static dev.coffer.testkit.Samples.readAll;
import static dev.coffer.testkit.Samples.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.NotFoundException;
import dev.coffer.NotTextException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results of reads, and the errors for a missing file and invalid text. */
interface ReadingCases extends StoreUnderTest {
  @Test
  default void aMissingFileIsNotFound() {
    assertThrows(NotFoundException.class, () -> store().readBytes("missing"));
    assertThrows(NotFoundException.class, () -> store().readString("missing"));
    assertThrows(NotFoundException.class, () -> store().open("missing"));
    assertThrows(NotFoundException.class, () -> store().open("missing", 0, 1));
  }

  @Test
  default void aFileInAMissingDirectoryIsNotFound() {
    assertThrows(NotFoundException.class, () -> store().readBytes("no/such/file"));
  }

  @Test
  default void aDirectoryIsNotFoundAsAFile() {
    store().write("d/a", "x");
    assertThrows(NotFoundException.class, () -> store().readBytes("d"));
    assertThrows(NotFoundException.class, () -> store().open("d"));
  }

  @Test
  default void aPathBelowAFileIsNotFound() {
    store().write("a", "x");
    assertThrows(NotFoundException.class, () -> store().readBytes("a/b"));
  }

  @Test
  default void theStartOfANameIsNotFound() {
    store().write("report.txt", "x");
    assertThrows(NotFoundException.class, () -> store().readBytes("report"));
    assertThrows(NotFoundException.class, () -> store().readBytes("report.tx"));
  }

  @Test
  default void aDeletedFileIsNotFound() {
    store().write("a", "x");
    store().deleteFile("a");
    assertThrows(NotFoundException.class, () -> store().readBytes("a"));
  }

  @Test
  default void invalidUtf8IsNotTextButBytes() {
    List<byte[]> invalid =
        List.of(
            new byte[] {(byte) 0xFF},
            new byte[] {'a', (byte) 0xC3},
            new byte[] {(byte) 0xC0, (byte) 0xAF},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            new byte[] {(byte) 0x80, 'a'});
    for (byte[] bytes : invalid) {
      store().write("a", bytes);
      assertThrows(NotTextException.class, () -> store().readString("a"));
      assertThat(store().readBytes("a")).isEqualTo(bytes);
    }
  }

  @Test
  default void aReplacementCharacterThatWasWrittenIsText() {
    store().write("a", "was \uFFFD here");
    assertThat(store().readString("a")).isEqualTo("was \uFFFD here");
  }

  @Test
  default void bytesReadAreTheCallersOwn() {
    store().write("a", "original");
    store().readBytes("a")[0] = 'X';
    assertThat(store().readString("a")).isEqualTo("original");
  }

  @Test
  default void aBufferThatWasReadIntoIsTheCallersOwn() throws IOException {
    store().write("a", "original");
    byte[] buffer = new byte[8];
    try (InputStream in = store().open("a")) {
      assertThat(in.readNBytes(buffer, 0, 8)).isEqualTo(8);
    }
    Arrays.fill(buffer, (byte) 'X');
    assertThat(store().readString("a")).isEqualTo("original");
  }

  @Test
  default void aFileIsDownloaded(@TempDir Path directory) throws IOException {
    byte[] bytes = bytes(200_000);
    store().write("d/a", bytes);
    Path file = Files.writeString(directory.resolve("file"), "old");
    assertThat(store().download("d/a", file).size()).isEqualTo(bytes.length);
    assertThat(file).hasBinaryContent(bytes);
    assertThrows(NotFoundException.class, () -> store().download("d/missing", file));
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  default void anOpenedFileHasItsInformation() {
    FileInfo written = store().write("d/a", "hello");
    try (OpenedFile file = store().read(FilePath.of("d/a"), ReadOptions.DEFAULTS)) {
      assertThat(file.info().path()).isEqualTo(FilePath.of("d/a"));
      assertThat(file.info().size()).isEqualTo(5);
      assertThat(file.info().etag()).isEqualTo(written.etag());
      assertThat(readText(file.stream())).isEqualTo("hello");
    }
  }

  @Test
  default void singleBytesAreReadUnsigned() throws IOException {
    store().write("a", new byte[] {0, 127, (byte) 128, (byte) 255});
    try (InputStream in = store().open("a")) {
      assertThat(new int[] {in.read(), in.read(), in.read(), in.read(), in.read(), in.read()})
          .containsExactly(0, 127, 128, 255, -1, -1);
    }
  }

  @Test
  default void readingInSmallPiecesReturnsTheSame() throws IOException {
    byte[] bytes = bytes(10_000);
    store().write("a", bytes);
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    byte[] buffer = new byte[7];
    try (InputStream in = store().open("a")) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        copy.write(buffer, 0, read);
      }
      assertThat(in.read(buffer)).isEqualTo(-1);
    }
    assertThat(copy.toByteArray()).isEqualTo(bytes);
  }

  @Test
  default void readingNoBytesReturnsNone() throws IOException {
    store().write("a", "x");
    try (InputStream in = store().open("a")) {
      assertThat(in.read(new byte[0])).isZero();
      assertThat(in.read()).isEqualTo('x');
    }
  }

  @Test
  default void skippedBytesAreNotRead() throws IOException {
    store().write("a", "0123456789");
    try (InputStream in = store().open("a")) {
      in.skipNBytes(4);
      assertThat(readText(in)).isEqualTo("456789");
    }
  }

  @Test
  default void anEmptyFileReadsAsNothing() throws IOException {
    store().write("a", "");
    try (InputStream in = store().open("a")) {
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  default void closingAStreamTwiceIsNoError() throws IOException {
    store().write("a", "x");
    InputStream in = store().open("a");
    in.close();
    in.close();
    assertThat(store().readString("a")).isEqualTo("x");
  }

  @Test
  default void streamsOfOneFileDoNotDisturbEachOther() throws IOException {
    store().write("a", "abc");
    try (InputStream one = store().open("a");
        InputStream two = store().open("a")) {
      assertThat(one.read()).isEqualTo('a');
      assertThat(one.read()).isEqualTo('b');
      assertThat(two.read()).isEqualTo('a');
      assertThat(one.read()).isEqualTo('c');
    }
  }

  @Test
  default void anOpenStreamKeepsToItsVersionWhenTheFileIsReplaced() throws IOException {
    byte[] old = bytes(400_000);
    store().write("a", old);
    try (OpenedFile file = store().read(FilePath.of("a"), ReadOptions.DEFAULTS)) {
      int first = file.stream().read();
      store().write("a", "new");
      byte[] rest = file.stream().readAllBytes();
      assertThat((byte) first).isEqualTo(old[0]);
      assertThat(rest).isEqualTo(Arrays.copyOfRange(old, 1, old.length));
      assertThat(file.info().size()).isEqualTo(old.length);
    }
    assertThat(store().readString("a")).isEqualTo("new");
  }

  @Test
  default void anOpenStreamIsReadToItsEndWhenTheFileIsDeleted() throws IOException {
    byte[] bytes = bytes(400_000);
    store().write("a", bytes);
    try (InputStream in = store().open("a")) {
      store().deleteFile("a");
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(store().exists("a")).isFalse();
  }

  @Test
  default void anUnreadStreamCanBeClosed() throws IOException {
    store().write("a", bytes(400_000));
    for (int i = 0; i < 100; i++) {
      store().open("a").close();
    }
    assertThat(readAll(store().open("a"))).hasSize(400_000);
  }
}
