package dev.coffer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of a store that are in slots: no other bytes are served for them, whatever is there. */
@Tag("one-jdk")
@Timeout(300)
class SmallFilesTest {
  private static final int FILES = 600;

  @TempDir private Path directory;
  private final String name = UUID.randomUUID().toString();
  private final InMemoryFileStore origin = handle();

  private InMemoryFileStore handle() {
    return InMemoryFileStore.shared(name, Long.MAX_VALUE);
  }

  /** One slot for each of 256 directories: less than there are files. */
  private DiskCacheOptions disk() {
    return new DiskCacheOptions(directory, 4 << 20, "origin");
  }

  /** A process's cache, with memory for one file. */
  private FileStore opened() {
    return new CachingFileStore(handle(), CacheOptions.DEFAULTS.maxSize(3000).disk(disk()));
  }

  private static double loads(FileStore store) {
    return Metrics.of(store).stream()
        .filter(metric -> metric.name().equals("cache.loads"))
        .mapToDouble(metric -> metric.value().getAsDouble())
        .sum();
  }

  private Path slots() {
    return directory.resolve("slots");
  }

  @Test
  void hotFilesOfOneSlotDoNotDisplaceEachOther() {
    for (int i = 0; i < FILES; i++) {
      origin.write("f" + i, "text " + i);
    }
    try (FileStore store = opened()) {
      for (int round = 0; round < 4; round++) {
        for (int i = 0; i < FILES; i++) {
          assertThat(store.readString("f" + i)).isEqualTo("text " + i);
        }
      }
      assertThat(loads(store)).isEqualTo(FILES);
    }
    try (FileStore next = opened()) {
      for (int i = 0; i < FILES; i++) {
        assertThat(next.readString("f" + i)).isEqualTo("text " + i);
      }
      assertThat(loads(next)).isZero();
    }
  }

  /** Changes any one bit of the slot, then all of it, then takes the rest away. */
  @Test
  void aDamagedSlotIsNone() throws IOException {
    origin.write("a", "some text");
    try (FileStore first = opened()) {
      first.readString("a");
    }
    byte[] bytes = Files.readAllBytes(slots());
    int slot = bytes.length - CacheSlots.SIZE;
    for (int at = slot; at < bytes.length; at = at < slot + 200 ? at + 3 : at + 500) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      Files.write(slots(), damaged);
      readsTheText();
      Arrays.fill(damaged, at, bytes.length, (byte) 0x7f);
      Files.write(slots(), damaged);
      readsTheText();
      Files.write(slots(), Arrays.copyOf(bytes, at));
      readsTheText();
    }
  }

  private void readsTheText() {
    try (FileStore next = opened()) {
      for (int i = 0; i < 2; i++) {
        assertThat(next.readString("a")).isEqualTo("some text");
        assertThat(next.exists("a")).isTrue();
      }
    }
  }

  @Test
  void aFileThatIsReplacedOrDeletedLeavesNoBytes() throws IOException {
    try (FileStore store = opened()) {
      store.write("a", "secret");
      store.write("b", "secret");
      store.readString("a");
      store.readString("b");
      store.write("a", "other");
      store.delete("b");
      assertThat(Files.readAllBytes(slots())).containsOnly(headAndZeros());
    }
  }

  private Byte[] headAndZeros() throws IOException {
    byte[] bytes = Arrays.copyOf(Files.readAllBytes(slots()), 9);
    return IntStream.range(0, 9).mapToObj(i -> bytes[i]).toArray(Byte[]::new);
  }

  // ---- Overwritten while it is read

  private static byte[] content(int file, long version) {
    byte[] content = new byte[100 + (int) (version % 3500)];
    new Random(31 * version + file).nextBytes(content);
    return content;
  }

  private static CachedFile file(int number, long version) {
    FilePath path = FilePath.ofFile("f" + number);
    byte[] bytes = content(number, version);
    FileInfo info =
        new FileInfo(
            path, bytes.length, Instant.EPOCH, Long.toString(version), Optional.empty(), Map.of());
    return new CachedFile(info, true, bytes, 0);
  }

  @Test
  void aReaderOfASlotThatIsOverwrittenFindsAWholeFileOrNone() throws Exception {
    DiskCache cache = new DiskCache(disk(), "nest", 1 << 20, System::nanoTime);
    int[] sharing = filesOfOneDirectory(cache);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<Long>> writers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        int seed = i;
        writers.add(threads.submit(() -> overwrite(cache, sharing, seed)));
      }
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        readers.add(threads.submit(() -> check(cache, sharing, done)));
      }
      for (Future<Long> writer : writers) {
        writer.get();
      }
      done.set(true);
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).as("files that were found").isPositive();
      }
    } finally {
      done.set(true);
      threads.shutdownNow();
      cache.close();
    }
  }

  /** Returns files that have a directory, and so a slot, in common. */
  private static int[] filesOfOneDirectory(DiskCache cache) {
    String store = "origin as nest";
    int fan = EntryName.of(store, FilePath.ofFile("f0")).fan();
    int[] found =
        IntStream.range(0, 100_000)
            .filter(i -> EntryName.of(store, FilePath.ofFile("f" + i)).fan() == fan)
            .limit(3)
            .toArray();
    assertThat(cache.size()).isZero();
    return found;
  }

  private static long overwrite(DiskCache cache, int[] files, int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      int file = files[random.nextInt(files.length)];
      if (random.nextInt(10) == 0) {
        cache.remove(FilePath.ofFile("f" + file));
      } else {
        cache.keep(file(file, random.nextInt(50)));
      }
    }
    return 0;
  }

  private static long check(DiskCache cache, int[] files, AtomicBoolean done) {
    long found = 0;
    for (int i = 0; !done.get(); i++) {
      int file = files[i % files.length];
      CachedFile read = cache.find(FilePath.ofFile("f" + file), 0).orElse(null);
      if (read != null) {
        found++;
        long version = Long.parseLong(read.info().etag());
        assertThat(read.bytes()).isEqualTo(content(file, version));
      }
    }
    return found;
  }

  @Test
  void nothingOfAFileIsFoundOnceItIsRemovedWhateverElseIsKeptMeanwhile() throws Exception {
    DiskCache cache = new DiskCache(disk(), "nest", 1 << 20, System::nanoTime);
    int[] sharing = filesOfOneDirectory(cache);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Callable<Long> others =
          () -> {
            for (long i = 0; !done.get(); i++) {
              cache.keep(file(sharing[1 + (int) (i % 2)], i));
            }
            return 0L;
          };
      List<Future<Long>> running = List.of(threads.submit(others), threads.submit(others));
      FilePath path = FilePath.ofFile("f" + sharing[0]);
      for (int i = 0; i < 1_000; i++) {
        cache.keep(file(sharing[0], i));
        cache.remove(path);
        assertThat(cache.find(path, 0)).isEmpty();
      }
      done.set(true);
      for (Future<Long> each : running) {
        each.get();
      }
    } finally {
      done.set(true);
      threads.shutdownNow();
      cache.close();
    }
  }
}
