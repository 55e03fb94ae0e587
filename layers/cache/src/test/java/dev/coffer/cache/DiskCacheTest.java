package dev.coffer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStores;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.Metrics;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.RecordingFileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {
  private static final String ORIGIN = "origin";

  @TempDir private Path directory;
  private final String name = UUID.randomUUID().toString();
  private final InMemoryFileStore origin = handle();
  private RecordingFileStore below = new RecordingFileStore(origin);

  private InMemoryFileStore handle() {
    return InMemoryFileStore.shared(name, Long.MAX_VALUE);
  }

  /** A process's cache: its memory is empty at first. */
  private FileStore opened(long maxSize) {
    DiskCacheOptions files = new DiskCacheOptions(directory, maxSize, ORIGIN);
    below = new RecordingFileStore(handle());
    return new CachingFileStore(below, CacheOptions.DEFAULTS.disk(files));
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !Set.of("lock", "slots").contains(file.getFileName().toString()))
          .toList();
    }
  }

  private static double metric(FileStore store, String name) {
    return Metrics.of(store).stream()
        .filter(metric -> metric.name().equals(name))
        .mapToDouble(metric -> metric.value().getAsDouble())
        .sum();
  }

  @Test
  void aDirectoryThatCannotBeUsedAtFirstIsTriedAgainAfterAMinute() throws IOException {
    AtomicLong now = new AtomicLong();
    Path inTheWay = Files.createFile(directory.resolve("cache"));
    DiskCacheOptions options = new DiskCacheOptions(inTheWay, 1 << 20, ORIGIN);
    DiskCache cache = new DiskCache(options, "nest", 1 << 20, now::get);
    CachedFile file = new CachedFile(origin.write("a", "text"), true, new byte[4], 0);
    cache.keep(file);
    Files.delete(inTheWay);
    now.set(Duration.ofSeconds(59).toNanos());
    cache.keep(file);
    assertThat(cache.find(FilePath.of("a"), 0)).isEmpty();
    now.set(Duration.ofSeconds(61).toNanos());
    cache.keep(file);
    assertThat(cache.find(FilePath.of("a"), 0)).isPresent();
    cache.close();
  }

  @Test
  void theNextProcessChecksAFileAndDoesNotFetchIt() {
    WriteOptions typed = WriteOptions.DEFAULTS.contentType("text/x-one").metadata("k", "v");
    origin.write("a b/ü🎉", "text", typed);
    try (FileStore first = opened(1 << 20)) {
      assertThat(first.stat("a b/ü🎉")).isPresent();
      first.open("a b/ü🎉");
    }
    try (FileStore next = opened(1 << 20)) {
      assertThat(next.readString("a b/ü🎉")).isEqualTo("text");
      assertThat(metric(next, "cache.loads")).isZero();
      assertThat(metric(next, "cache.checks")).isEqualTo(1);
      assertThat(below.count(Operation.READ)).isEqualTo(1);
      assertThat(next.stat("a b/ü🎉").orElseThrow().contentType()).contains("text/x-one");
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] part(FileStore store, long offset, int length) throws IOException {
    try (InputStream part = store.open("large", offset, length)) {
      return part.readAllBytes();
    }
  }

  @Test
  void partsOfALargeFileAreKeptInPages() throws IOException {
    byte[] content = random((5 << 20) + 77);
    origin.write("large", content);
    for (int process = 0; process < 2; process++) {
      try (FileStore store = opened(64 << 20)) {
        for (long offset : List.of(0L, 10L, (1L << 20) - 5, 3L << 20, (5L << 20) + 70)) {
          byte[] expected =
              Arrays.copyOfRange(
                  content, (int) offset, (int) Math.min(offset + 100_000, content.length));
          assertThat(part(store, offset, 100_000)).isEqualTo(expected);
        }
      }
    }
    assertThat(below.count(Operation.READ))
        .as("the first of each process, and each page")
        .isLessThanOrEqualTo(7);
    below.forget();
    try (FileStore store = opened(64 << 20)) {
      part(store, 0, 10);
      for (int i = 0; i < 20; i++) {
        assertThat(part(store, 1000L * i, 10))
            .isEqualTo(Arrays.copyOfRange(content, 1000 * i, 1000 * i + 10));
      }
    }
    assertThat(below.count(Operation.READ)).isEqualTo(1);
  }

  @Test
  void aPageOfAFileThatWasReplacedIsNotServed() throws IOException {
    byte[] old = random(3 << 20);
    byte[] replaced = random((3 << 20) + 1);
    try (FileStore store = opened(64 << 20)) {
      store.write("large", old);
      for (int i = 0; i < 3; i++) {
        assertThat(part(store, 5, 5)).isEqualTo(Arrays.copyOfRange(old, 5, 10));
      }
      store.write("large", replaced);
      for (int i = 0; i < 3; i++) {
        assertThat(part(store, 5, 5)).isEqualTo(Arrays.copyOfRange(replaced, 5, 10));
      }
      origin.write("large", old); // not by this store: the page that is missing is of another file
      byte[] other = part(store, 2 << 20, 5);
      assertThat(other).isEqualTo(Arrays.copyOfRange(old, 2 << 20, (2 << 20) + 5));
    }
  }

  @Test
  void aDamagedPageIsNone() throws IOException {
    byte[] content = random(3 << 20);
    origin.write("large", content);
    try (FileStore store = opened(64 << 20)) {
      part(store, 5, 5);
      part(store, 5, 5);
      Path entry = entries().get(0);
      byte[] bytes = Files.readAllBytes(entry);
      for (int at : List.of(0, 5, 30, bytes.length / 2, bytes.length - 1)) {
        byte[] damaged = bytes.clone();
        damaged[at] ^= 1;
        Files.write(entry, damaged);
        assertThat(part(store, 5, 5)).isEqualTo(Arrays.copyOfRange(content, 5, 10));
        Files.write(entry, Arrays.copyOf(bytes, at));
        assertThat(part(store, 5, 5)).isEqualTo(Arrays.copyOfRange(content, 5, 10));
      }
    }
  }

  @Test
  void aFileThatHasChangedInTheMeantimeIsFetched() {
    origin.write("a", "one");
    try (FileStore first = opened(1 << 20)) {
      first.readString("a");
    }
    origin.write("a", "two");
    try (FileStore next = opened(1 << 20)) {
      assertThat(next.readString("a")).isEqualTo("two");
    }
    origin.delete("a");
    try (FileStore last = opened(1 << 20)) {
      assertThatThrownBy(() -> last.readString("a")).isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void aFileThatIsDeletedOrReplacedIsNotLeftInTheDirectory() throws IOException {
    try (FileStore store = opened(1 << 20)) {
      for (String path : List.of("a", "b")) {
        store.write(path, "secret");
        store.readString(path);
      }
      assertThat(entries()).hasSize(2);
      store.delete("a");
      store.write("b", "other");
      assertThat(entries()).isEmpty();
      assertThat(metric(store, "cache.disk.size")).isZero();
    }
  }

  @Test
  void aDamagedEntryIsNone() throws IOException {
    origin.write("a", "text");
    try (FileStore first = opened(1 << 20)) {
      first.readString("a");
    }
    Path entry = entries().get(0);
    byte[] bytes = Files.readAllBytes(entry);
    for (int i = 0; i < bytes.length; i += 7) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 1;
      Files.write(entry, damaged);
      try (FileStore next = opened(1 << 20)) {
        assertThat(next.readString("a")).isEqualTo("text");
        assertThat(metric(next, "cache.loads")).isEqualTo(1);
      }
      Files.write(entry, Arrays.copyOf(bytes, i));
      try (FileStore next = opened(1 << 20)) {
        assertThat(next.readString("a")).isEqualTo("text");
      }
    }
  }

  @Test
  void anEntryInThePlaceOfAnotherPathIsNone() throws IOException {
    origin.write("a", "of a");
    origin.write("b", "of b");
    Path ofA;
    try (FileStore first = opened(1 << 20)) {
      first.readString("a");
      ofA = entries().get(0);
      byte[] bytes = Files.readAllBytes(ofA);
      first.readString("b");
      for (Path each : entries()) {
        Files.write(each, bytes);
      }
    }
    try (FileStore next = opened(1 << 20)) {
      assertThat(next.readString("b")).isEqualTo("of b");
    }
  }

  @Test
  void theDirectoryIsBounded() throws IOException {
    for (int i = 0; i < 300; i++) {
      origin.write("f" + i, new byte[1_000]);
    }
    try (FileStore store = opened(100_000)) {
      for (int i = 0; i < 300; i++) {
        store.readBytes("f" + i);
      }
      long size = 0;
      for (Path each : entries()) {
        size += Files.size(each);
      }
      assertThat(size).isBetween(30_000L, 100_000L);
      assertThat(metric(store, "cache.disk.size")).isEqualTo((double) size);
    }
  }

  @Test
  void onlyItsOwnerCanReadIt() throws IOException {
    origin.write("a", "text");
    try (FileStore store = opened(1 << 20)) {
      store.readString("a");
      for (Path each : entries()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aPlaceThatIsNoDirectoryMakesNoCallFail() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    origin.write("a", "text");
    DiskCacheOptions files = new DiskCacheOptions(file, 1 << 20, ORIGIN);
    try (FileStore store = new CachingFileStore(below, CacheOptions.DEFAULTS.disk(files))) {
      assertThat(store.readString("a")).isEqualTo("text");
      store.write("a", "other");
      assertThat(store.readString("a")).isEqualTo("other");
    }
  }

  @Test
  void aDirectoryThatAnotherProcessUsesIsLeftAlone() throws IOException {
    origin.write("a", "text");
    Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (FileChannel lock = FileChannel.open(directory.resolve("lock"), options);
        FileLock held = lock.lock();
        FileStore store = opened(1 << 20)) {
      assertThat(held.isValid()).isTrue();
      assertThat(store.readString("a")).isEqualTo("text");
      assertThat(entries()).isEmpty();
    }
  }

  @Test
  void storesOfOneProcessShareADirectoryAndNoFiles() {
    origin.write("a", "one");
    InMemoryFileStore other = new InMemoryFileStore();
    other.write("a", "two");
    DiskCacheOptions files = new DiskCacheOptions(directory, 1 << 20, "another");
    try (FileStore store = opened(1 << 20);
        FileStore second = new CachingFileStore(other, CacheOptions.DEFAULTS.disk(files))) {
      assertThat(store.readString("a")).isEqualTo("one");
      assertThat(second.readString("a")).isEqualTo("two");
      assertThat(metric(second, "cache.disk.size")).isEqualTo(metric(store, "cache.disk.size"));
    }
  }

  @Test
  void aStoreWithAnotherLayerBelowHasOtherFiles() {
    origin.write("a", "text");
    try (FileStore plain = opened(1 << 20)) {
      plain.readString("a");
    }
    below = new RecordingFileStore(handle());
    FileStore shouting =
        new ForwardingFileStore(below) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            OpenedFile opened = super.read(path, options);
            return new OpenedFile(
                opened.info(), new ByteArrayInputStream("TEXT".getBytes(StandardCharsets.UTF_8)));
          }

          @Override
          public String toString() {
            return "Shouting(" + delegate() + ")";
          }
        };
    DiskCacheOptions files = new DiskCacheOptions(directory, 1 << 20, ORIGIN);
    try (FileStore next = new CachingFileStore(shouting, CacheOptions.DEFAULTS.disk(files))) {
      assertThat(next.readString("a")).isEqualTo("TEXT");
    }
  }

  @Test
  void filesThatAreNotOfTheCacheAreLeftAloneAndLinksAreNotFollowed(@TempDir Path elsewhere)
      throws IOException {
    for (int i = 0; i < 256; i++) {
      Path fan = directory.resolve(String.format("%02x", i));
      if (i % 2 == 0) {
        Files.createDirectory(fan);
        Files.write(fan.resolve("foreign"), new byte[1_000]);
      } else {
        Files.createSymbolicLink(fan, elsewhere);
      }
    }
    String name = "0".repeat(64);
    Files.write(elsewhere.resolve(name), new byte[1_000]);
    for (int i = 0; i < 100; i++) {
      origin.write("f" + i, new byte[1_000]);
    }
    try (FileStore store = opened(20_000)) {
      for (int i = 0; i < 100; i++) {
        assertThat(store.readBytes("f" + i)).hasSize(1_000);
      }
    }
    assertThat(entries().stream().filter(file -> file.endsWith("foreign"))).hasSize(128);
    assertThat(elsewhere.resolve(name)).hasSize(1_000);
    try (Stream<Path> others = Files.list(elsewhere)) {
      assertThat(others).hasSize(1);
    }
  }

  @Test
  void whatMemoryHasNoRoomForIsOnDisk() throws IOException {
    for (int i = 0; i < 50; i++) {
      origin.write("f" + i, new byte[10_000]);
    }
    DiskCacheOptions files = new DiskCacheOptions(directory, 10 << 20, ORIGIN);
    CacheOptions small = CacheOptions.DEFAULTS.maxSize(30_000).disk(files);
    try (FileStore store = new CachingFileStore(below, small)) {
      for (int i = 0; i < 50; i++) {
        store.readBytes("f" + i);
      }
    }
    assertThat(entries()).hasSize(50);
  }

  @Test
  void anInterruptedReaderDoesNotStopTheCache() throws IOException {
    origin.write("a", "text");
    origin.write("b", "text");
    try (FileStore store = opened(1 << 20)) {
      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(() -> store.readString("a"))
            .isInstanceOf(InterruptedOperationException.class);
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      store.readString("b");
      assertThat(entries()).hasSize(1);
    }
  }

  @Test
  void theOptionNamesTheDirectoryAndItsSize(@TempDir Path root) throws IOException {
    String uri = "file:" + root + "?cache.disk=" + directory + ",1MiB";
    try (FileStore store = FileStores.open(uri)) {
      store.write("a", "text");
      store.readString("a");
      assertThat(entries()).hasSize(1);
    }
    assertThatThrownBy(() -> FileStores.open("file:" + root + "?cache.disk=" + directory))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a directory and a size");
    assertThatThrownBy(() -> FileStores.open("file:" + root + "?cache.disk=x,much"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a size such as");
    assertThatThrownBy(() -> FileStores.open("memory:?cache.disk=x,1MiB"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("ends with the process");
  }
}
