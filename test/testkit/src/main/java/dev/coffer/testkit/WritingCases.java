package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.bytes;
import static dev.coffer.testkit.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file contains what was written last, whatever the source of the bytes. */
interface WritingCases extends StoreUnderTest {
  @Test
  default void writtenBytesAreReadBack() {
    byte[] bytes = bytes(1000);
    store().write("a.bin", bytes);
    assertThat(store().readBytes("a.bin")).isEqualTo(bytes);
  }

  @Test
  default void writtenTextIsStoredAsUtf8() {
    store().write("a.txt", "grüß 日本 🎈");
    assertThat(store().readBytes("a.txt")).isEqualTo(utf8("grüß 日本 🎈"));
    assertThat(store().readString("a.txt")).isEqualTo("grüß 日本 🎈");
  }

  @Test
  default void anEmptyFileIsAFile() {
    assertThat(store().write("empty", new byte[0]).size()).isZero();
    assertThat(store().readBytes("empty")).isEmpty();
    assertThat(store().exists("empty")).isTrue();
    assertThat(store().list("")).containsExactly("empty");
  }

  @Test
  default void everyByteValueSurvives() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    store().write("all", bytes);
    assertThat(store().readBytes("all")).isEqualTo(bytes);
  }

  @Test
  default void lineEndingsAndByteOrderMarksStay() {
    String text = "\uFEFFone\r\ntwo\nthree\rfour\u0000\r\n";
    store().write("a.txt", text);
    assertThat(store().readString("a.txt")).isEqualTo(text);
  }

  @Test
  default void aWriteReturnsPathSizeAndEtag() {
    FileInfo info = store().write("d/a.txt", "hello");
    assertThat(info.path()).isEqualTo(FilePath.of("d/a.txt"));
    assertThat(info.size()).isEqualTo(5);
    assertThat(info.etag()).isNotEmpty();
    assertThat(info.lastModified()).isNotNull();
  }

  @Test
  default void aWriteReturnsTheNormalisedPath() {
    assertThat(store().write("/d//./a.txt", "x").path()).isEqualTo(FilePath.of("d/a.txt"));
  }

  @Test
  default void theLastWriteWins() {
    store().write("a", "one");
    store().write("a", "two");
    assertThat(store().readString("a")).isEqualTo("two");
    assertThat(store().list("")).containsExactly("a");
  }

  @Test
  default void aShorterFileLeavesNoTailOfALongerOne() {
    store().write("a", bytes(5000));
    store().write("a", "short");
    assertThat(store().readString("a")).isEqualTo("short");
    assertThat(store().stat("a").orElseThrow().size()).isEqualTo(5);
  }

  @Test
  default void aFileCanBecomeEmpty() {
    store().write("a", "full");
    store().write("a", "");
    assertThat(store().readBytes("a")).isEmpty();
  }

  @Test
  default void parentsNeedNoCreating() {
    String deep = "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/file";
    store().write(deep, "deep");
    assertThat(store().readString(deep)).isEqualTo("deep");
  }

  @Test
  default void aStreamOfUnknownLengthIsStored() {
    byte[] bytes = bytes(300_000);
    FileInfo info = store().write("a", new ByteArrayInputStream(bytes));
    assertThat(info.size()).isEqualTo(bytes.length);
    assertThat(store().readBytes("a")).isEqualTo(bytes);
  }

  @Test
  default void aStreamOfKnownLengthIsStored() {
    byte[] bytes = bytes(100_000);
    Content content = Content.of(new ByteArrayInputStream(bytes), bytes.length);
    assertThat(store().write("a", content, WriteOptions.DEFAULTS).size()).isEqualTo(bytes.length);
    assertThat(store().readBytes("a")).isEqualTo(bytes);
  }

  @Test
  default void optionsHoldForEveryKindOfContent(@TempDir Path directory) throws IOException {
    WriteOptions options = WriteOptions.DEFAULTS.metadata("k", "v");
    Path file = Files.writeString(directory.resolve("source"), "x");
    store().write("text", "x", options);
    store().write("stream", new ByteArrayInputStream(utf8("x")), options);
    store().write("file", file, options);
    store().write("writer", out -> out.write('x'), options);
    for (String path : new String[] {"text", "stream", "file", "writer"}) {
      assertThat(store().readString(path)).isEqualTo("x");
      assertThat(store().stat(path).orElseThrow().metadata()).containsEntry("k", "v");
    }
  }

  @Test
  default void anEmptyStreamCreatesAnEmptyFile() {
    store().write("a", new ByteArrayInputStream(new byte[0]));
    assertThat(store().readBytes("a")).isEmpty();
    assertThat(store().exists("a")).isTrue();
  }

  @Test
  default void aStreamIsNotClosed() {
    AtomicBoolean closed = new AtomicBoolean();
    store()
        .write(
            "a",
            new ByteArrayInputStream(utf8("x")) {
              @Override
              public void close() {
                closed.set(true);
              }
            });
    assertThat(closed).isFalse();
  }

  @Test
  default void aStreamIsReadFromItsPosition() {
    ByteArrayInputStream in = new ByteArrayInputStream(utf8("header body"));
    assertThat(in.skip(7)).isEqualTo(7);
    store().write("a", in);
    assertThat(store().readString("a")).isEqualTo("body");
  }

  @Test
  default void aStreamThatTricklesIsReadToItsEnd() {
    byte[] bytes = bytes(5000);
    store().write("a", Sources.trickling(bytes, 3));
    assertThat(store().readBytes("a")).isEqualTo(bytes);
  }

  @Test
  default void aLocalFileIsStored(@TempDir Path directory) throws IOException {
    byte[] bytes = bytes(200_000);
    Path file = Files.write(directory.resolve("source"), bytes);
    assertThat(store().write("a", file).size()).isEqualTo(bytes.length);
    assertThat(store().readBytes("a")).isEqualTo(bytes);
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  default void aMissingLocalFileStoresNothing(@TempDir Path directory) {
    Path missing = directory.resolve("missing");
    assertThrows(StorageFailureException.class, () -> store().write("a", missing));
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aWriterPushesItsBytes() {
    store()
        .write(
            "a",
            out -> {
              out.write('a');
              out.write(utf8("bcd"));
              out.write(utf8("__ef__"), 2, 2);
              out.flush();
            });
    assertThat(store().readString("a")).isEqualTo("abcdef");
  }

  @Test
  default void aWriterThatWritesNothingCreatesAnEmptyFile() {
    store().write("a", out -> {});
    assertThat(store().stat("a").orElseThrow().size()).isZero();
  }

  @Test
  default void closingTheOutputOfAWriterEndsNothing() {
    store()
        .write(
            "a",
            out -> {
              out.write('a');
              out.close();
              out.write('b');
            });
    assertThat(store().readString("a")).isEqualTo("ab");
  }

  @Test
  default void aWriterIsCalledOnce() {
    AtomicInteger calls = new AtomicInteger();
    store()
        .write(
            "a",
            out -> {
              calls.incrementAndGet();
              out.write('a');
            });
    assertThat(calls).hasValue(1);
  }

  @Test
  default void aWriterMayReuseItsBuffer() {
    store()
        .write(
            "a",
            out -> {
              byte[] buffer = new byte[1];
              for (char c = 'a'; c <= 'e'; c++) {
                buffer[0] = (byte) c;
                out.write(buffer);
              }
            });
    assertThat(store().readString("a")).isEqualTo("abcde");
  }

  @Test
  default void customContentIsStored() {
    byte[] bytes = bytes(1234);
    store().write("a", Sources.lying(bytes.length, bytes), WriteOptions.DEFAULTS);
    assertThat(store().readBytes("a")).isEqualTo(bytes);
  }

  @Test
  default void oneContentCanBeWrittenTwice() {
    Content content = Content.of("twice");
    store().write("a", content, WriteOptions.DEFAULTS);
    store().write("b", content, WriteOptions.DEFAULTS);
    assertThat(store().readString("a")).isEqualTo("twice");
    assertThat(store().readString("b")).isEqualTo("twice");
  }

  @Test
  default void aStoredFileDoesNotChangeWithTheCallersArray() {
    byte[] bytes = utf8("original");
    store().write("a", bytes);
    bytes[0] = 'X';
    assertThat(store().readString("a")).isEqualTo("original");
  }

  @Test
  default void aFileCanBeWrittenFromAFileOfTheSameStore() throws IOException {
    byte[] bytes = bytes(150_000);
    store().write("a", bytes);
    try (var in = store().open("a")) {
      store().write("b", in);
    }
    assertThat(store().readBytes("b")).isEqualTo(bytes);
  }
}
