package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.memory.InMemoryFileStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContentTest {
  private static byte[] bytesOf(Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.writeTo(out);
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void bytesAreRepeatableAndOfKnownSize() throws IOException {
    Content content = Content.of(new byte[] {1, 2, 3});
    assertThat(content.size()).hasValue(3);
    assertThat(content.isRepeatable()).isTrue();
    assertThat(bytesOf(content)).containsExactly(1, 2, 3);
    assertThat(bytesOf(content)).containsExactly(1, 2, 3);
  }

  @Test
  void textIsUtf8() throws IOException {
    Content content = Content.of("é😀");
    assertThat(content.size()).hasValue(6);
    assertThat(bytesOf(content)).isEqualTo(utf8("é😀"));
  }

  @Test
  void aStreamIsReadToItsEndAndNotClosed() throws IOException {
    byte[] bytes = new byte[Content.BUFFER_SIZE * 2 + 7];
    Arrays.fill(bytes, (byte) 9);
    boolean[] closed = new boolean[1];
    InputStream in =
        new ByteArrayInputStream(bytes) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    Content content = Content.of(in);
    assertThat(content.size()).isEmpty();
    assertThat(content.isRepeatable()).isFalse();
    assertThat(bytesOf(content)).isEqualTo(bytes);
    assertThat(closed[0]).isFalse();
  }

  @Test
  void aStreamMayBeOfKnownLength() throws IOException {
    Content content = Content.of(new ByteArrayInputStream(new byte[] {1, 2, 3}), 3);
    assertThat(content.size()).hasValue(3);
    assertThat(content.isRepeatable()).isFalse();
    assertThat(bytesOf(content)).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> Content.of(InputStream.nullInputStream(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLocalFileIsRepeatableAndOfKnownSize(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("source"), "content");
    Content content = Content.of(file);
    assertThat(content.size()).hasValue(7);
    assertThat(content.isRepeatable()).isTrue();
    assertThat(bytesOf(content)).isEqualTo(bytesOf(content)).isEqualTo(utf8("content"));
  }

  @Test
  void aMissingLocalFileIsAStorageFailure(@TempDir Path folder) {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> Content.of(missing))
        .isInstanceOf(StorageFailureException.class)
        .hasMessageContaining("missing")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void aWriterIsOfUnknownSizeAndRunOnce() throws IOException {
    Content content = Content.of(out -> out.write(5));
    assertThat(content.size()).isEmpty();
    assertThat(content.isRepeatable()).isFalse();
    assertThat(bytesOf(content)).containsExactly(5);
  }

  @Test
  void aWriterThatIsAContentStaysWhatItIs() {
    ContentWriter content = Content.of("text");
    assertThat(Content.of(content)).isSameAs(content);
  }

  @Test
  void itsTextSaysNothingOfTheBytes() {
    assertThat(Content.of("secret")).hasToString("Content(6 bytes)");
    assertThat(Content.of(out -> out.write(1))).hasToString("Content");
  }

  @Test
  void contentReportsHowFarItWasTaken() {
    List<Long> progress = new ArrayList<>();
    Content content = Content.of(new byte[300_000]).reporting(progress::add);
    assertThat(content.size()).hasValue(300_000);
    assertThat(content.isRepeatable()).isTrue();
    FileStore store = new InMemoryFileStore();
    store.write("a", content, WriteOptions.DEFAULTS);
    assertThat(progress).startsWith(0L).endsWith(300_000L).isSorted();
    store.write("a", content, WriteOptions.DEFAULTS);
    assertThat(progress.stream().filter(bytes -> bytes == 0)).hasSize(2);
    assertThat(store.readBytes("a")).hasSize(300_000);
  }
}
