package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listing needs if each of its files has the largest table that there can be. */
@Tag("one-jdk")
class LargeTablesTest {
  @Test
  @Timeout(300)
  void aListingHoldsOneOfTheLargestTablesInMemoryAtATime()
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            LargeTables.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  /** As a remote store may be. */
  @Test
  @Timeout(300)
  void aTableThatIsSlowToArriveHoldsUpNoOtherFile() throws InterruptedException {
    byte[] content = Stored.lines(600_000, 1);
    FileStore below = new InMemoryFileStore();
    FileStore writer = new CompressingFileStore(below, Policies.of(CompressionFormat.ZSTD, 64, 0));
    writer.write("slow", content);
    writer.write("other", content);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch arrives = new CountDownLatch(1);
    FileStore reader =
        new CompressingFileStore(
            new ForwardingFileStore(below) {
              @Override
              public OpenedFile read(FilePath path, ReadOptions options) {
                if (path.name().equals("slow") && isOfALargeTable(options)) {
                  asked.countDown();
                  await(arrives);
                }
                return super.read(path, options);
              }
            });
    CompletableFuture<byte[]> slow =
        CompletableFuture.supplyAsync(() -> end("slow", content, reader));
    asked.await();
    assertThat(end("other", content, reader)).isNotEmpty();
    assertThat(slow).isNotDone();
    arrives.countDown();
    assertThat(slow.join()).isEqualTo(end("other", content, reader));
  }

  private static boolean isOfALargeTable(ReadOptions options) {
    return options.offset() > 0 && options.length() > 64 << 10;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] end(String path, byte[] content, FileStore store) {
    try (InputStream in = store.open(path, content.length - 10, 10)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
