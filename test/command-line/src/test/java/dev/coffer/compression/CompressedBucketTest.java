package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.CopyOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.app.Buckets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compressed files in a bucket of S3. */
class CompressedBucketTest {
  private final String bucket = Buckets.newS3();
  private final FileStore store = new CompressingFileStore(CompressedS3ContractTest.bare(bucket));
  private final FileStore other = new CompressingFileStore(CompressedS3ContractTest.bare(bucket));

  private static byte[] lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "line " + i + "\n")
        .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  @AfterEach
  void close() {
    store.close();
    other.close();
  }

  @Test
  void aLargeStreamIsReadWholeAndInPart() throws IOException {
    byte[] content = lines(2_000_000);
    assertThat(store.write("a 😀", new ByteArrayInputStream(content)).size())
        .isEqualTo(content.length);
    assertThat(other.readBytes("a 😀")).isEqualTo(content);
    try (InputStream part = other.open("a 😀", 10_000_000, 3_000_000)) {
      assertThat(part.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(content, 10_000_000, 13_000_000));
    }
  }

  @Test
  void aListingHasTheSizesThatUsersSee() {
    Map<String, byte[]> files = new TreeMap<>();
    IntStream.range(100, 150).forEach(i -> files.put("d/" + i, lines(10 * i)));
    store.writeAll(files);
    try (Stream<FileInfo> listed = other.walk("")) {
      assertThat(listed.map(FileInfo::size))
          .containsExactlyElementsOf(
              files.values().stream().map(file -> (long) file.length).toList());
    }
  }

  @Test
  void aCopyOfAVersionIsMadeByTheServer() {
    byte[] content = lines(100_000);
    FileInfo seen = store.write("a", content);
    FileInfo copy =
        other.copy(FilePath.of("a"), FilePath.of("b"), CopyOptions.DEFAULTS.ifMatch(seen));
    assertThat(copy.size()).isEqualTo(content.length);
    assertThat(other.move("b", "c").size()).isEqualTo(content.length);
    assertThat(store.readBytes("c")).isEqualTo(content);
  }
}
