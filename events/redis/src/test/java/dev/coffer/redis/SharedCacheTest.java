package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.cache.CacheOptions;
import dev.coffer.cache.CachingFileStore;
import dev.coffer.memory.InMemoryFileStore;
import io.valkey.Connection;
import io.valkey.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What processes share in Redis, and hear of each other. */
@Tag("one-jdk")
@Timeout(120)
class SharedCacheTest {
  private static RedisServer redis;

  private final InMemoryFileStore origin = new InMemoryFileStore();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Node> nodes = new ArrayList<>();

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void endRedis() {
    redis.close();
  }

  @BeforeEach
  void empty() {
    ask(Protocol.Command.FLUSHALL);
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
    nodes.forEach(Node::close);
  }

  private Node node() {
    return node(origin, CacheOptions.DEFAULTS);
  }

  private Node node(FileStore store, CacheOptions options) {
    Node node = Node.patient(store, redis.uri(), options);
    nodes.add(node);
    return node;
  }

  private static Object ask(Protocol.Command command, String... words) {
    RedisAddress address = RedisAddress.parse(redis.uri(), Optional.empty());
    try (Connection connection = address.connect(Duration.ofSeconds(30))) {
      connection.sendCommand(command, words);
      return connection.getOne();
    }
  }

  private static List<String> keys() {
    return ((List<?>) ask(Protocol.Command.KEYS, "*"))
        .stream().map(key -> new String((byte[]) key, StandardCharsets.UTF_8)).toList();
  }

  private static String keyOf(String kind, String path) {
    return keys().stream()
        .filter(key -> key.endsWith(":" + kind + ":" + path))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFileThatOneProcessHasReadIsNotReadByAnother() {
    Node one = node();
    Node other = node();
    one.store().write("ä/😀 a.txt", "text");
    assertThat(one.store().readString("ä/😀 a.txt")).isEqualTo("text");
    assertThat(other.store().readString("ä/😀 a.txt")).isEqualTo("text");
    assertThat(one.reads()).isEqualTo(1);
    assertThat(other.reads()).isZero();
  }

  @Test
  void whatIsKnownOfAFileIsShared() {
    Node one = node();
    Node other = node();
    WriteOptions options = WriteOptions.DEFAULTS.contentType("text/plain").metadata("who", "ada");
    one.store().write("a", Content.of("x"), options);
    try (OpenedFile read = one.store().read(FilePath.of("a"), ReadOptions.DEFAULTS)) {
      assertThat(read.info().metadata()).containsEntry("who", "ada");
    }
    assertThat(other.store().read(FilePath.of("a"), ReadOptions.DEFAULTS).info())
        .isEqualTo(origin.stat("a").orElseThrow());
    assertThat(other.reads()).isZero();
  }

  @Test
  void aChangeByOneProcessIsSeenByAnother() {
    Node one = node();
    Node other = node();
    one.store().write("a", "old");
    assertThat(other.store().readString("a")).isEqualTo("old");
    one.store().write("a", "new");
    other.awaitText("a", "new");
    one.store().delete("a");
    while (other.store().exists("a")) {
      LockSupport.parkNanos(100_000);
    }
    one.store().write("dir/b", "old");
    assertThat(other.store().readString("dir/b")).isEqualTo("old");
    one.store().deleteDirectory("dir");
    origin.write("dir/b", "by a program without a cache");
    other.awaitText("dir/b", "by a program without a cache");
  }

  @Test
  void aDirectoryThatWasDeletedIsNotServedFromWhatIsShared() {
    Node one = node();
    one.store().write("dir/b", "old");
    assertThat(one.store().readString("dir/b")).isEqualTo("old");
    one.store().deleteDirectory("dir");
    assertThat(one.store().exists("dir/b")).isFalse();
    origin.write("dir/b", "new");
    assertThat(node().store().readString("dir/b")).isEqualTo("new");
    assertThat(one.store().readString("dir/b")).isEqualTo("new");
  }

  /** A store whose reads end when they may: what they have read is old by then. */
  private static final class HeldReads extends ForwardingFileStore {
    final Semaphore begun = new Semaphore(0);
    final Semaphore mayEnd = new Semaphore(0);

    HeldReads(FileStore delegate) {
      super(delegate);
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      OpenedFile opened = super.read(path, options);
      begun.release();
      mayEnd.acquireUninterruptibly();
      return opened;
    }
  }

  @Test
  void aSlowReaderDoesNotBringBackWhatAnotherProcessHasReplaced() throws Exception {
    origin.write("a", "old");
    HeldReads slow = new HeldReads(origin);
    Node reader = node(slow, CacheOptions.DEFAULTS);
    Node writer = node();
    Future<String> early = threads.submit(() -> reader.store().readString("a"));
    slow.begun.acquire();
    writer.store().write("a", "new");
    slow.mayEnd.release(10);
    assertThat(early.get()).isEqualTo("old");
    assertThat(writer.store().readString("a")).isEqualTo("new");
    assertThat(reader.store().readString("a")).isEqualTo("new");
    assertThat(node().store().readString("a")).isEqualTo("new");
  }

  @Test
  void nothingIsKeptOfAFileThatIsBeingChanged() throws Exception {
    origin.write("a", "old");
    Semaphore begun = new Semaphore(0);
    Semaphore mayEnd = new Semaphore(0);
    Node writer =
        node(
            new ForwardingFileStore(origin) {
              @Override
              public FileInfo write(FilePath path, Content content, WriteOptions options) {
                begun.release();
                mayEnd.acquireUninterruptibly();
                return super.write(path, content, options);
              }
            },
            CacheOptions.DEFAULTS);
    Node reader = node();
    Future<?> write = threads.submit(() -> writer.store().write("a", "new"));
    begun.acquire();
    assertThat(reader.store().readString("a")).isEqualTo("old");
    assertThat(reader.store().readString("a")).isEqualTo("old");
    assertThat(reader.reads()).isEqualTo(2);
    assertThat(keys()).noneMatch(key -> key.contains(":v:"));
    // The writer's process could end here without a word, and yet no old state is anywhere.
    origin.write("a", "newer");
    assertThat(reader.store().readString("a")).isEqualTo("newer");
    mayEnd.release();
    var unused = write.get();
    reader.awaitText("a", "new");
  }

  @Test
  void aHerdOfReadersIsOneReadOfTheStoreInEachProcess() throws Exception {
    origin.write("a", "text");
    HeldReads slow = new HeldReads(origin);
    Node one = node(slow, CacheOptions.DEFAULTS);
    CountDownLatch started = new CountDownLatch(200);
    List<Future<String>> readers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      readers.add(
          threads.submit(
              () -> {
                started.countDown();
                return one.store().readString("a");
              }));
    }
    started.await();
    slow.mayEnd.release(200);
    for (Future<String> reader : readers) {
      assertThat(reader.get()).isEqualTo("text");
    }
    assertThat(one.reads()).isEqualTo(1);
  }

  @Test
  void aFileWhoseTimeIsOverIsCheckedAndNotFetched() {
    CacheOptions short0 = CacheOptions.DEFAULTS.ttl(Duration.ZERO);
    Node one = node(origin, short0);
    one.store().write("a", "text");
    assertThat(one.store().readString("a")).isEqualTo("text");
    Node other = node(origin, short0);
    assertThat(other.store().readString("a")).isEqualTo("text");
    assertThat(other.below().calls()).hasSize(1);
    origin.write("a", "by a program without a cache");
    assertThat(other.store().readString("a")).isEqualTo("by a program without a cache");
  }

  @Test
  void aProcessThatChecksEachReadIsNeverBehind() {
    Node one = node();
    one.store().write("a", "old");
    assertThat(one.store().readString("a")).isEqualTo("old");
    origin.write("a", "by a program without a cache");
    Node other = node(origin, CacheOptions.DEFAULTS.freshness(CacheOptions.Freshness.ALWAYS));
    assertThat(other.store().readString("a")).isEqualTo("by a program without a cache");
  }

  @Test
  void whatIsNoValueIsNotServed() {
    Node one = node();
    one.store().write("a", "text");
    assertThat(one.store().readString("a")).isEqualTo("text");
    String key = keyOf("v", "a");
    byte[] good = (byte[]) ask(Protocol.Command.GET, key);
    for (int at : List.of(16, 20, 30, good.length - 1)) {
      Object unused = ask(Protocol.Command.SETRANGE, key, String.valueOf(at), "~");
      assertThat(node().store().readString("a")).isEqualTo("text");
    }
    Object unusedCut = ask(Protocol.Command.SET, key, "CFC1");
    assertThat(node().store().readString("a")).isEqualTo("text");
    Object unusedGone = ask(Protocol.Command.DEL, key);
    Object unusedList = ask(Protocol.Command.LPUSH, key, "x");
    assertThat(node().store().readString("a")).isEqualTo("text");
  }

  @Test
  void aValueOfAnotherPathIsNotServed() {
    Node one = node();
    one.store().write("a", "of a");
    one.store().write("b", "of b");
    assertThat(one.store().readString("a")).isEqualTo("of a");
    assertThat(one.store().readString("b")).isEqualTo("of b");
    Object unused = ask(Protocol.Command.RENAME, keyOf("v", "a"), keyOf("v", "b"));
    assertThat(node().store().readString("b")).isEqualTo("of b");
  }

  @Test
  void twoStoresInOneRedisDoNotSeeEachOther() {
    InMemoryFileStore second = new InMemoryFileStore();
    Node one = node();
    one.store().write("a", "first");
    assertThat(one.store().readString("a")).isEqualTo("first");
    second.write("a", "second");
    CacheOptions options =
        CacheOptions.DEFAULTS.shared(RedisCacheAccess.of(redis.uri(), "another store"));
    try (FileStore other = new CachingFileStore(second, options)) {
      assertThat(other.readString("a")).isEqualTo("second");
    }
  }

  @Test
  void largeFilesPass() {
    Node one = node();
    byte[] large = new byte[3 << 20];
    one.store().write("a", Content.of(large));
    assertThat(one.store().readBytes("a")).isEqualTo(large);
    assertThat(keys()).noneMatch(key -> key.contains(":v:"));
  }

  @Test
  void manyFilesAreDeletedAtOnce() {
    Node one = node();
    Node other = node();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      names.add("f" + i);
      origin.write("f" + i, "x");
    }
    assertThat(one.store().readString("f1")).isEqualTo("x");
    one.store().deleteAll(names);
    while (other.store().exists("f1")) {
      LockSupport.parkNanos(100_000);
    }
    assertThat(keys()).noneMatch(key -> key.contains(":t:"));
  }

  @Test
  void aRedisWithoutMemoryIsACacheThatKeepsNothing() {
    try (RedisServer full = RedisServer.start("--maxmemory", "2mb");
        Node one = Node.of(origin, full.uri());
        Node other = Node.of(origin, full.uri())) {
      for (int i = 0; i < 40; i++) {
        one.store().write("f" + i, Content.of(new byte[200_000]));
        assertThat(one.store().readBytes("f" + i)).hasSize(200_000);
      }
      one.store().write("f0", "new");
      other.awaitText("f0", "new");
      assertThat(one.store().readString("f0")).isEqualTo("new");
    }
  }

  @Test
  void aRedisThatMakesRoomServesNothingOld() {
    try (RedisServer small =
            RedisServer.start("--maxmemory", "3mb", "--maxmemory-policy", "allkeys-random");
        Node one = Node.of(origin, small.uri());
        Node other = Node.of(origin, small.uri(), CacheOptions.DEFAULTS.maxSize(1 << 16))) {
      for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 60; i++) {
          one.store().write("f" + i, "%d of round %d".formatted(i, round) + "x".repeat(60_000));
          assertThat(one.store().readString("f" + i)).startsWith(i + " of round " + round + "x");
        }
        for (int i = 0; i < 60; i++) {
          other.awaitText("f" + i, "%d of round %d".formatted(i, round) + "x".repeat(60_000));
        }
      }
    }
  }
}
