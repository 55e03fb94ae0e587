package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The usual tools read what is stored, and what they write is a file like any other. */
class ToolsTest {
  private static final String NAME = "a b 😀.log";

  @TempDir Path directory;

  private FileStore open(CompressionOptions options) {
    return new CompressingFileStore(
        new LocalFileStore(directory.resolve("store"), Durability.NONE), options);
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 1 << 20, 3_500_000})
  void zstdReadsAFile(int size) throws Exception {
    byte[] content = Stored.lines(size, 1);
    try (FileStore store = open(CompressionOptions.ZSTD)) {
      store.write(NAME, new ByteArrayInputStream(content));
    }
    assertThat(run("zstd", "-d", "-c", stored())).isEqualTo(content);
    assertThat(run("zstd", "-t", "-q", stored())).isEmpty();
    Path link = directory.resolve("link.zst");
    Files.createLink(link, Path.of(stored()));
    assertThat(new String(run("zstd", "-l", link.toString()), StandardCharsets.UTF_8))
        .contains(((size - 1) >> 20) + 4 + " ", " 3 ", "XXH64");
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 1 << 20, 3_500_000})
  void gzipReadsAFile(int size) throws Exception {
    byte[] content = Stored.lines(size, 1);
    try (FileStore store = open(CompressionOptions.GZIP)) {
      store.write(NAME, new ByteArrayInputStream(content));
    }
    Path link = directory.resolve("link.gz");
    Files.createLink(link, Path.of(stored()));
    assertThat(run("gzip", "-d", "-c", link.toString())).isEqualTo(content);
    assertThat(run("gzip", "-t", link.toString())).isEmpty();
  }

  @Test
  void aFileThatZstdHasWrittenIsAFileLikeAnyOther() throws Exception {
    Path plain = Files.write(directory.resolve("plain"), Stored.lines(100_000, 1));
    byte[] foreign = run("zstd", "-q", "-c", plain.toString());
    try (FileStore store = open(CompressionOptions.ZSTD.minSize(0))) {
      store.write("written.zst", foreign);
      Files.write(directory.resolve("store/copied.zst"), foreign);
      for (String name : List.of("written.zst", "copied.zst")) {
        assertThat(Files.readAllBytes(directory.resolve("store").resolve(name))).isEqualTo(foreign);
        assertThat(store.readBytes(name)).isEqualTo(foreign);
        assertThat(store.stat(name).orElseThrow().size()).isEqualTo(foreign.length);
      }
    }
  }

  private String stored() {
    return directory.resolve("store").resolve(NAME).toString();
  }

  private static byte[] run(String... command) throws IOException, InterruptedException {
    assumeTrue(isThere(command[0]), command[0] + " is not on the PATH");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    return output;
  }

  private static boolean isThere(String tool) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
  }
}
