package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.memory.InMemoryFileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that others replace between two requests of one call: what is read is of one version. */
class ReplacedFilesTest {
  private static final int FRAME = 512;
  private static final byte[] FIRST = Stored.lines(100_000, 1);
  private static final byte[] SECOND = Stored.lines(120_000, 2);

  private final InMemoryFileStore memory = new InMemoryFileStore();
  private final FileStore writer =
      new CompressingFileStore(memory, Policies.of(CompressionFormat.ZSTD, FRAME, 0));

  /** A store of which a file is replaced, or deleted, after one of the first reads. */
  private FileStore reader(int times, Runnable change) {
    AtomicInteger rest = new AtomicInteger(times);
    return new CompressingFileStore(
        new ForwardingFileStore(memory) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            OpenedFile file = super.read(path, options);
            if (path.name().equals("a") && rest.getAndDecrement() > 0) {
              change.run();
            }
            return file;
          }
        });
  }

  private void write(byte[] content) {
    writer.write("a", new ByteArrayInputStream(content));
  }

  private static byte[] part(FileStore store) throws IOException {
    try (InputStream part = store.open("a", 50_000, 1000)) {
      return part.readAllBytes();
    }
  }

  @Test
  void aRangeIsOfOneVersion() throws IOException {
    for (int times = 0; times < 4; times++) {
      write(FIRST);
      FileStore reader = reader(times, () -> write(SECOND));
      byte[] expected = times == 0 ? FIRST : SECOND;
      assertThat(part(reader)).isEqualTo(Arrays.copyOfRange(expected, 50_000, 51_000));
    }
  }

  @Test
  void aRangeOfAKnownFileIsOfTheVersionThatIsThere() throws IOException {
    write(FIRST);
    FileStore reader = new CompressingFileStore(memory);
    assertThat(part(reader)).isEqualTo(Arrays.copyOfRange(FIRST, 50_000, 51_000));
    write(SECOND);
    assertThat(part(reader)).isEqualTo(Arrays.copyOfRange(SECOND, 50_000, 51_000));
    memory.write("a", FIRST);
    assertThat(part(reader)).isEqualTo(Arrays.copyOfRange(FIRST, 50_000, 51_000));
    write(SECOND);
    assertThat(part(reader)).isEqualTo(Arrays.copyOfRange(SECOND, 50_000, 51_000));
    memory.deleteFile("a");
    assertThatThrownBy(() -> part(reader)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void aWholeFileIsOfOneVersion() {
    write(FIRST);
    assertThat(reader(1, () -> write(SECOND)).readBytes("a")).isEqualTo(SECOND);
  }

  @Test
  void aSizeIsThatOfOneVersion() {
    write(FIRST);
    FileInfo seen = reader(1, () -> write(SECOND)).stat("a").orElseThrow();
    assertThat(seen.size()).isEqualTo(SECOND.length);
    assertThat(seen.etag()).isEqualTo(memory.stat("a").orElseThrow().etag());
  }

  @Test
  void aFileThatIsDeletedMeanwhileIsNotThere() {
    write(FIRST);
    assertThat(reader(1, () -> memory.deleteFile("a")).stat("a")).isEmpty();
    write(FIRST);
    assertThatThrownBy(() -> part(reader(1, () -> memory.deleteFile("a"))))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aListingHasWhatIsThereWhenTheSizeIsAskedFor() {
    write(FIRST);
    writer.write("b", FIRST);
    try (Stream<FileInfo> files = reader(1, () -> write(SECOND)).walk("")) {
      assertThat(files.map(FileInfo::size)).containsExactly(120_000L, 100_000L);
    }
    memory.deleteFile("b");
    try (Stream<FileInfo> files = reader(1, () -> memory.deleteFile("a")).walk("")) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aFileThatIsReplacedAgainAndAgainMayBeReadLater() {
    write(FIRST);
    FileStore reader = reader(Integer.MAX_VALUE, () -> write(SECOND));
    assertThatThrownBy(() -> part(reader))
        .isInstanceOfSatisfying(
            StorageFailureException.class, e -> assertThat(e.isRetryable()).isTrue());
  }
}
