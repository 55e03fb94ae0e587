package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.RecordedCall;
import dev.coffer.testkit.RecordingFileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many calls of the store below a call is. */
class RequestsTest {
  private static final int MIB = 1 << 20;

  private final InMemoryFileStore memory = new InMemoryFileStore();
  private final FileStore writer = new CompressingFileStore(memory);

  /** The calls of a store that knows nothing yet, and then of one that knows the files. */
  private void assertCalls(int unknown, int known, Consumer<FileStore> call) {
    RecordingFileStore recording = new RecordingFileStore(memory);
    FileStore store = new CompressingFileStore(recording);
    for (int expected : new int[] {unknown, known}) {
      int before = recording.calls().size();
      call.accept(store);
      List<RecordedCall> calls = recording.calls();
      assertThat(calls.subList(before, calls.size())).hasSize(expected);
    }
  }

  private static void readPart(FileStore store, long offset) {
    try (InputStream part = store.open("a", offset, 100_000)) {
      assertThat(part.readAllBytes()).hasSize(100_000);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWholeFileIsOne() {
    writer.write("a", Stored.lines(3 * MIB, 1));
    assertCalls(1, 1, store -> store.readBytes("a"));
  }

  @Test
  void aRangeIsTwoAndThenOne() {
    writer.write("a", new ByteArrayInputStream(Stored.lines(3 * MIB, 1)));
    assertCalls(2, 1, store -> readPart(store, 2 * MIB - 50_000));
  }

  @Test
  void aRangeOfALargeFileIsThreeAndThenOne() {
    FileStore large = new CompressingFileStore(memory, Policies.of(CompressionFormat.ZSTD, MIB, 1));
    large.write("a", new ByteArrayInputStream(Stored.lines(5 * MIB, 1)));
    assertCalls(3, 1, store -> readPart(store, 2 * MIB - 50_000));
  }

  @Test
  void aWholeReadForgetsNothingOfALargeFile() {
    FileStore large = new CompressingFileStore(memory, Policies.of(CompressionFormat.ZSTD, MIB, 1));
    large.write("a", new ByteArrayInputStream(Stored.lines(5 * MIB, 1)));
    RecordingFileStore recording = new RecordingFileStore(memory);
    FileStore store = new CompressingFileStore(recording);
    readPart(store, MIB);
    assertThat(store.readBytes("a")).hasSize(5 * MIB);
    int before = recording.calls().size();
    readPart(store, 2 * MIB);
    assertThat(recording.calls()).hasSize(before + 1);
  }

  @Test
  void aRangeOfAFileThatIsStoredAsItIsIsTwoAndThenOne() {
    writer.write("a", Stored.noise(3 * MIB, 1));
    assertCalls(2, 1, store -> readPart(store, 2 * MIB - 50_000));
  }

  @Test
  void theSizeOfAFileIsTwoAndThenOne() {
    writer.write("a", Stored.lines(3 * MIB, 1));
    assertCalls(2, 1, store -> assertThat(store.stat("a").orElseThrow().size()).isEqualTo(3 * MIB));
  }

  @Test
  void aListingIsOneAndOneForEachFileThatIsUnknownAndMayBeCompressed() {
    writer.writeAll(Map.of("d/a", Stored.lines(5000, 1), "d/b", Stored.noise(5000, 2)));
    writer.write("d/small", "x");
    assertCalls(
        3,
        1,
        store -> assertThat(store.walk("d").map(FileInfo::size)).containsExactly(5000L, 5000L, 1L));
  }

  @Test
  void aListingOfNamesIsOne() {
    writer.writeAll(Map.of("d/a", Stored.lines(5000, 1), "d/b", Stored.noise(5000, 2)));
    assertCalls(1, 1, store -> assertThat(store.list("d")).containsExactly("d/a", "d/b"));
    long stored = memory.stat("d/a").orElseThrow().size();
    assertThat(sizes(writer, ListOptions.DEFAULTS)).containsExactly(5000L, 5000L);
    assertThat(sizes(writer, ListOptions.DEFAULTS.withoutSizes())).containsExactly(stored, 5000L);
  }

  private static List<Long> sizes(FileStore store, ListOptions options) {
    try (Stream<Entry> entries = store.list(FilePath.of("d"), options)) {
      return entries.map(entry -> ((FileInfo) entry).size()).toList();
    }
  }

  @Test
  void whoTakesTheFirstEntryAsksForAFewSizesAlone() {
    IntStream.range(0, 200).forEach(i -> writer.write("d/" + (1000 + i), Stored.lines(5000, i)));
    assertCalls(
        17,
        1,
        store -> assertThat(store.walk("d").findFirst().orElseThrow().size()).isEqualTo(5000));
  }

  @Test
  void aWriteIsOneAndItsSizeIsKnown() {
    assertCalls(
        2,
        2,
        store -> {
          assertThat(store.write("a", Stored.lines(5000, 1)).size()).isEqualTo(5000);
          assertThat(store.stat("a").orElseThrow().size()).isEqualTo(5000);
        });
  }

  @Test
  void aCopyAndAMoveAskForTheSizeOfWhatIsNew() {
    writer.write("a", Stored.lines(5000, 1));
    assertCalls(2, 2, store -> assertThat(store.copy("a", "b").size()).isEqualTo(5000));
  }
}
