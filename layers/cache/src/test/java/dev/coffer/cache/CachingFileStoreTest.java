package dev.coffer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.NotFoundException;
import dev.coffer.NotModifiedException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.Metric;
import dev.coffer.spi.Metrics;
import dev.coffer.testkit.FaultyFileStore;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.RecordingFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachingFileStoreTest {
  private static final CacheOptions ALWAYS =
      CacheOptions.DEFAULTS.freshness(CacheOptions.Freshness.ALWAYS);

  private final InMemoryFileStore origin = new InMemoryFileStore();
  private final RecordingFileStore below = new RecordingFileStore(origin);
  private final AtomicLong nanos = new AtomicLong(System.nanoTime());

  private CachingFileStore cached(CacheOptions options) {
    return new CachingFileStore(below, options, nanos::incrementAndGet);
  }

  private void later(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private int reads() {
    return below.count(Operation.READ);
  }

  private static double metric(FileStore store, String name) {
    return Metrics.of(store).stream()
        .filter(metric -> metric.name().equals(name))
        .mapToDouble(metric -> metric.value().getAsDouble())
        .sum();
  }

  @Test
  void aFileIsReadOnceAndThenServedFromMemory() {
    FileStore store = cached(CacheOptions.DEFAULTS);
    origin.write("a", "text");
    for (int i = 0; i < 5; i++) {
      assertThat(store.readString("a")).isEqualTo("text");
    }
    assertThat(reads()).isEqualTo(1);
    assertThat(metric(store, "cache.hits")).isEqualTo(4);
    assertThat(metric(store, "cache.loads")).isEqualTo(1);
  }

  @Test
  void aChangeByAnotherIsSeenWhenTheTimeIsOver() {
    FileStore store = cached(CacheOptions.DEFAULTS.ttl(Duration.ofSeconds(10)));
    origin.write("a", "one");
    assertThat(store.readString("a")).isEqualTo("one");
    origin.write("a", "two");
    later(Duration.ofSeconds(9));
    assertThat(store.readString("a")).isEqualTo("one");
    later(Duration.ofSeconds(1));
    assertThat(store.readString("a")).isEqualTo("two");
  }

  @Test
  void aFileThatHasNotChangedIsCheckedAndNotFetchedAgain() {
    FileStore store = cached(CacheOptions.DEFAULTS.ttl(Duration.ofSeconds(10)));
    origin.write("a", "one");
    store.readString("a");
    later(Duration.ofSeconds(11));
    assertThat(store.readString("a")).isEqualTo("one");
    later(Duration.ofSeconds(9));
    assertThat(store.readString("a")).isEqualTo("one");
    assertThat(reads()).isEqualTo(2);
    assertThat(metric(store, "cache.loads")).isEqualTo(1);
    assertThat(metric(store, "cache.checks")).isEqualTo(1);
  }

  @Test
  void aDeletionByAnotherIsSeenWhenTheTimeIsOver() {
    FileStore store = cached(CacheOptions.DEFAULTS);
    origin.write("a", "one");
    store.readString("a");
    origin.delete("a");
    later(Duration.ofSeconds(61));
    assertThatThrownBy(() -> store.readString("a")).isInstanceOf(NotFoundException.class);
    assertThat(metric(store, "cache.files")).isZero();
  }

  @Test
  void withAlwaysEachReadSeesTheLatestState() {
    FileStore store = cached(ALWAYS);
    for (int i = 0; i < 5; i++) {
      origin.write("a", "state " + i);
      assertThat(store.readString("a")).isEqualTo("state " + i);
      assertThat(store.readString("a")).isEqualTo("state " + i);
    }
    assertThat(metric(store, "cache.loads")).isEqualTo(5);
  }

  @Test
  void eachKindOfChangeIsSeenAtOnce() {
    FileStore store = cached(CacheOptions.DEFAULTS);
    store.write("a", "one");
    store.readString("a");
    store.write("a", "two");
    assertThat(store.readString("a")).isEqualTo("two");
    store.write("b", "three");
    store.readString("b");
    store.copy("b", "a");
    assertThat(store.readString("a")).isEqualTo("three");
    store.write("c", "four");
    store.readString("c");
    store.move("c", "a");
    assertThat(store.readString("a")).isEqualTo("four");
    assertThat(store.exists("c")).isFalse();
    store.deleteFile("a");
    assertThat(store.exists("a")).isFalse();
    store.write("d/e", "five");
    store.readString("d/e");
    store.delete("d");
    assertThat(store.exists("d/e")).isFalse();
    store.readString("b");
    store.deleteAll(List.of("b"));
    assertThatThrownBy(() -> store.readString("b")).isInstanceOf(NotFoundException.class);
    store.write("f", "six");
    store.readString("f");
    store.clear();
    assertThat(store.exists("f")).isFalse();
  }

  @Test
  void aChangeThroughAnotherHandleOfTheSameStoreIsSeenAtOnce() {
    FileStore one = new CachingFileStore(InMemoryFileStore.shared("twice", 1 << 20), ALWAYS);
    FileStore store =
        new CachingFileStore(InMemoryFileStore.shared("twice", 1 << 20), CacheOptions.DEFAULTS);
    try (one;
        store) {
      store.write("a", "one");
      store.readString("a");
      one.write("a", "two");
      assertThat(store.readString("a")).isEqualTo("two");
    }
  }

  @Test
  void aFailedChangeIsForgottenToo() {
    FaultyFileStore faulty = new FaultyFileStore(origin);
    FileStore store = new CachingFileStore(faulty, CacheOptions.DEFAULTS);
    store.write("a", "one");
    store.readString("a");
    faulty.failAfter(Operation.WRITE, 1, CachingFileStoreTest::unreachable);
    assertThatThrownBy(() -> store.write("a", "two")).isInstanceOf(ConnectionException.class);
    assertThat(store.readString("a")).isEqualTo("two");
  }

  private static ConnectionException unreachable() {
    return new ConnectionException(new ErrorContext("write", "a", "memory"), null, null);
  }

  @Test
  void anAbsentFileIsNotRemembered() {
    FileStore store = cached(CacheOptions.DEFAULTS);
    assertThatThrownBy(() -> store.readString("a")).isInstanceOf(NotFoundException.class);
    origin.write("a", "one");
    assertThat(store.readString("a")).isEqualTo("one");
  }

  @Test
  void aLargeFileIsReadFromTheStore() {
    FileStore store = cached(CacheOptions.DEFAULTS.maxFile(10));
    origin.write("large", "0123456789a");
    origin.write("small", "0123456789");
    for (int i = 0; i < 3; i++) {
      assertThat(store.readString("large")).isEqualTo("0123456789a");
      assertThat(store.readString("small")).isEqualTo("0123456789");
    }
    assertThat(reads()).isEqualTo(4);
  }

  @Test
  void aFileThatHasGrownLargeIsReadFromTheStoreInParts() throws IOException {
    FileStore store = cached(ALWAYS.maxFile(10));
    origin.write("a", "0123456789");
    store.readString("a");
    origin.write("a", "0123456789abcdef");
    try (InputStream part = store.open("a", 10, 3)) {
      assertThat(new String(part.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("abc");
    }
  }

  @Test
  void aPartIsCutFromMemoryOrReadFromTheStore() throws IOException {
    FileStore store = cached(CacheOptions.DEFAULTS);
    origin.write("a", "0123456789");
    for (int i = 0; i < 2; i++) {
      try (InputStream part = store.open("a", 3, 4)) {
        assertThat(new String(part.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("3456");
      }
    }
    assertThat(reads()).isEqualTo(2);
    store.readString("a");
    try (InputStream part = store.open("a", 9, 4)) {
      assertThat(new String(part.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("9");
    }
    assertThat(reads()).isEqualTo(3);
  }

  @Test
  void conditionsOfReadsHold() {
    FileStore store = cached(CacheOptions.DEFAULTS);
    FileInfo one = origin.write("a", "one");
    store.readString("a");
    ReadOptions known = ReadOptions.DEFAULTS.ifNoneMatch(one.etag());
    assertThatThrownBy(() -> store.open("a", known)).isInstanceOf(NotModifiedException.class);
    origin.write("a", "two");
    ReadOptions required = ReadOptions.DEFAULTS.ifMatch(one.etag());
    assertThatThrownBy(() -> store.open("a", required)).isInstanceOf(ConflictException.class);
  }

  @Test
  void contentTypeAndMetadataAreThoseOfTheFile() {
    FileStore store = cached(CacheOptions.DEFAULTS);
    WriteOptions typed = WriteOptions.DEFAULTS.contentType("text/x-one").metadata("k", "v");
    origin.write("a", "one", typed);
    assertThat(store.readString("a")).isEqualTo("one");
    try (OpenedFile opened = store.read(FilePath.of("a"), ReadOptions.DEFAULTS)) {
      assertThat(opened.info().contentType()).contains("text/x-one");
      assertThat(opened.info().metadata()).containsEntry("k", "v");
    }
    assertThat(store.stat("a").orElseThrow().metadata()).containsEntry("k", "v");
    assertThat(below.count(Operation.STAT)).isZero();
  }

  /** As S3 does: the same bytes have the same etag, whatever their type and metadata. */
  private static final class EtagsOfBytes extends ForwardingFileStore {
    EtagsOfBytes(FileStore delegate) {
      super(delegate);
    }

    private static FileInfo tagged(FileInfo info) {
      return new FileInfo(
          info.path(),
          info.size(),
          info.lastModified(),
          "of" + info.size(),
          info.contentType(),
          info.metadata());
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      OpenedFile opened = super.read(path, ReadOptions.DEFAULTS);
      FileInfo info = tagged(opened.info());
      options.check(info, name());
      return new OpenedFile(info, opened.stream());
    }

    @Override
    public Capabilities capabilities() {
      Capabilities all = super.capabilities();
      Set<Capability> fewer = EnumSet.copyOf(all.supported());
      fewer.remove(Capability.ETAG_PER_WRITE);
      return new Capabilities(fewer, all.maxFileSize(), all.concurrency());
    }
  }

  @Test
  void anEtagOfTheBytesAloneConfirmsNoMetadata(@TempDir Path directory) {
    DiskCacheOptions files = new DiskCacheOptions(directory, 1 << 20, "origin");
    for (CacheOptions options : List.of(ALWAYS, ALWAYS.disk(files))) {
      FileStore store = new CachingFileStore(new EtagsOfBytes(origin), options);
      origin.write("a", "text", WriteOptions.DEFAULTS.contentType("text/old"));
      assertThat(typeOf(store)).isEqualTo("text/old");
      origin.write("a", "text", WriteOptions.DEFAULTS.contentType("text/new"));
      assertThat(typeOf(store)).isEqualTo("text/new");
      store.write("a", "text", WriteOptions.DEFAULTS.contentType("text/own"));
      assertThat(typeOf(store)).isEqualTo("text/own");
    }
  }

  private static String typeOf(FileStore store) {
    try (OpenedFile opened = store.read(FilePath.of("a"), ReadOptions.DEFAULTS)) {
      return opened.info().contentType().orElseThrow();
    }
  }

  @Test
  void manyFilesOfADirectoryAreCheckedByOneListing() {
    FileStore store = new CachingFileStore(below, ALWAYS);
    List<String> paths = IntStream.range(0, 500).mapToObj(i -> "events/" + i + ".json").toList();
    paths.forEach(path -> origin.write(path, path));
    readAll(store, paths);
    origin.write("events/7.json", "changed");
    below.forget();
    assertThat(readAll(store, paths).get(7)).isEqualTo("changed");
    assertThat(below.count(Operation.LIST)).isEqualTo(1);
    assertThat(reads()).as("the first few, and what has changed").isLessThan(20);
  }

  @Test
  void aFileDeletedByAnotherIsMissingInReadAll() {
    FileStore store = new CachingFileStore(below, ALWAYS);
    List<String> paths = IntStream.range(0, 50).mapToObj(i -> "events/" + i + ".json").toList();
    paths.forEach(path -> origin.write(path, path));
    readAll(store, paths);
    origin.delete("events/40.json");
    assertThatThrownBy(() -> readAll(store, paths)).isInstanceOf(NotFoundException.class);
  }

  private static List<String> readAll(FileStore store, List<String> paths) {
    try (Stream<byte[]> files = store.readAll(paths)) {
      return files.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
    }
  }

  @Test
  void itHoldsNoMoreThanItsSize() {
    FileStore store = cached(CacheOptions.DEFAULTS.maxSize(100_000).maxFile(2_000));
    for (int i = 0; i < 500; i++) {
      origin.write("f" + i, new byte[1_000]);
      store.readBytes("f" + i);
    }
    assertThat(metric(store, "cache.size")).isBetween(50_000.0, 100_000.0);
    assertThat(metric(store, "cache.evictions")).isGreaterThan(400);
  }

  @Test
  void itsMetricsNameNoPath() {
    assertThat(Metrics.of(cached(CacheOptions.DEFAULTS)).stream().map(Metric::name))
        .containsExactly(
            "cache.hits",
            "cache.shared.hits",
            "cache.loads",
            "cache.checks",
            "cache.evictions",
            "cache.outdated",
            "cache.files",
            "cache.size",
            "cache.disk.size");
  }

  @Test
  void nothingIsServedAfterTheClose() throws IOException {
    FileStore store = cached(CacheOptions.DEFAULTS);
    origin.write("a", "text");
    store.readString("a");
    try (InputStream open = store.open("a")) {
      store.close();
      assertThatThrownBy(open::read).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> store.readString("a")).isInstanceOf(IllegalStateException.class);
    }
  }
}
