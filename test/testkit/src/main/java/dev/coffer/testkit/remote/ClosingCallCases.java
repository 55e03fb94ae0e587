package dev.coffer.testkit.remote;

import static java.util.concurrent.CompletableFuture.runAsync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.PresignedUrls;
import dev.coffer.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Calls in progress when their store is closed complete or report that it is closed. */
interface ClosingCallCases extends RemoteStoreUnderTest {
  /** The number of closes per call, each after more completed calls. */
  int ROUNDS = 3;

  /** The number of concurrent calls. */
  int THREADS = 2;

  /** A call, which is repeated. */
  interface Work {
    /** Calls. */
    void on(FileStore store) throws IOException;
  }

  /** Returns every kind of call to the server. */
  private Map<String, Work> ways() {
    byte[] large = new byte[largeSize()];
    return Map.ofEntries(
        Map.entry("stat", store -> assertThat(store.exists("a")).isTrue()),
        Map.entry("read", store -> assertThat(store.readString("a")).isEqualTo("x")),
        Map.entry("stream", store -> readLarge(store, large.length)),
        Map.entry("list", store -> assertThat(store.list("d")).isNotEmpty()),
        Map.entry("pages", ClosingCallCases::listInPages),
        Map.entry("write", store -> store.write("b", "y")),
        Map.entry("conditional write", store -> create(store, Content.of("y"))),
        Map.entry("parts", store -> store.write("p/" + own(), new ByteArrayInputStream(large))),
        Map.entry("conditional parts", store -> create(store, Content.of(large))),
        Map.entry("delete", store -> store.deleteFile("c")),
        Map.entry("delete a batch", store -> store.deleteAll(List.of("c", "e"))),
        Map.entry("delete a directory", store -> store.deleteDirectory("f")),
        Map.entry("copy", store -> store.copy("a", "copy/" + own())),
        Map.entry("move", ClosingCallCases::move),
        Map.entry("read all", ClosingCallCases::readAll),
        Map.entry("write all", store -> store.writeAll(Map.of("g", large, "h", new byte[3]))),
        Map.entry("sign", ClosingCallCases::sign));
  }

  private static String own() {
    return "own/" + Thread.currentThread().getId();
  }

  private static void readLarge(FileStore store, int length) throws IOException {
    try (InputStream in = store.open("large")) {
      assertThat(in.readAllBytes()).hasSize(length);
    }
  }

  private static void listInPages(FileStore store) {
    try (Stream<Entry> entries = store.entries("d", ListOptions.DEFAULTS.pageSize(1))) {
      assertThat(entries).isNotEmpty();
    }
  }

  private static void create(FileStore store, Content content) {
    store.deleteFile(own());
    store.write(own(), content, WriteOptions.DEFAULTS.ifAbsent());
  }

  private static void move(FileStore store) {
    store.write(own(), "x");
    store.move(own(), "moved/" + own());
  }

  private static void readAll(FileStore store) {
    try (Stream<byte[]> files = store.readAll(List.of("a", "d/1", "d/2"))) {
      assertThat(files).hasSize(3);
    }
  }

  private static void sign(FileStore store) {
    store
        .unwrap(PresignedUrls.class)
        .ifPresent(urls -> urls.forReading(FilePath.of("a"), Duration.ofHours(1)));
    store.exists("a");
  }

  @TestFactory
  default Stream<DynamicTest> callsDuringTheClose() {
    try (FileStore store = open(server())) {
      byte[] large = new byte[largeSize()];
      store.writeAll(
          Map.of("a", new byte[] {'x'}, "d/1", large, "d/2", new byte[2], "large", large));
    }
    return ways().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(way -> DynamicTest.dynamicTest(way.getKey(), () -> meetTheClose(way.getValue())));
  }

  private void meetTheClose(Work way) throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      closeAfter(round * THREADS, way);
    }
  }

  private void closeAfter(int calls, Work work) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    FileStore store = open(server());
    Semaphore ended = new Semaphore(0);
    List<CompletableFuture<Void>> ends =
        Stream.generate(() -> runAsync(() -> untilRefused(store, work, ended), threads))
            .limit(THREADS)
            .toList();
    ended.acquire(1 + calls);
    store.close();
    ends.forEach(CompletableFuture::join);
    threads.shutdown();
  }

  private static void untilRefused(FileStore store, Work work, Semaphore ended) {
    try {
      while (true) {
        ended.release();
        work.on(store);
      }
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageStartingWith("the store is closed: " + store);
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      ended.release(1 + ROUNDS * THREADS);
    }
  }
}
