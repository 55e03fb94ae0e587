package dev.coffer.s3;

import static java.util.concurrent.CompletableFuture.runAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Calls that are under way when their store is closed end well or say that it is closed. */
class CloseTest {
  private static final int ROUNDS = 3;
  private static final int THREADS = 2;
  private static final byte[] LARGE = new byte[6 << 20];
  private static final Server SERVER = Proxy.server();
  private static final String BUCKET = SERVER.newBucket();

  /** What a call does, again and again. */
  private interface Work {
    void on(S3FileStore store) throws IOException;
  }

  /** Every way to the server. */
  private static final Map<String, Work> WAYS =
      Map.ofEntries(
          Map.entry("stat", store -> assertThat(store.exists("a")).isTrue()),
          Map.entry("read", store -> assertThat(store.readString("a")).isEqualTo("x")),
          Map.entry("stream", CloseTest::readLarge),
          Map.entry("list", store -> assertThat(store.list("d")).isNotEmpty()),
          Map.entry("pages", CloseTest::listInPages),
          Map.entry("write", store -> store.write("b", "y")),
          Map.entry("conditional write", store -> create(store, Content.of("y"))),
          Map.entry("parts", store -> store.write("p", new ByteArrayInputStream(LARGE))),
          Map.entry("conditional parts", store -> create(store, Content.of(LARGE))),
          Map.entry("delete", store -> store.deleteFile("c")),
          Map.entry("delete a batch", store -> store.deleteAll(List.of("c", "e"))),
          Map.entry("delete a directory", store -> store.deleteDirectory("f")),
          Map.entry("copy", store -> store.copy("a", "copy")),
          Map.entry("move", CloseTest::move),
          Map.entry("read all", CloseTest::readAll),
          Map.entry("write all", store -> store.writeAll(Map.of("g", LARGE, "h", new byte[3]))),
          Map.entry("sign", CloseTest::sign));

  private static String own() {
    return "own/" + Thread.currentThread().getId();
  }

  private static void readLarge(S3FileStore store) throws IOException {
    try (InputStream in = store.open("large")) {
      assertThat(in.readAllBytes()).hasSize(LARGE.length);
    }
  }

  private static void listInPages(S3FileStore store) {
    try (Stream<Entry> entries = store.entries("d", ListOptions.DEFAULTS.pageSize(1))) {
      assertThat(entries).isNotEmpty();
    }
  }

  private static void create(S3FileStore store, Content content) {
    store.deleteFile(own());
    store.write(own(), content, WriteOptions.DEFAULTS.ifAbsent());
  }

  private static void move(S3FileStore store) {
    store.write(own(), "z");
    store.move(own(), own() + ".moved");
  }

  private static void readAll(S3FileStore store) {
    try (Stream<byte[]> files = store.readAll(List.of("a", "d/1", "d/2"))) {
      assertThat(files).hasSize(3);
    }
  }

  private static void sign(S3FileStore store) {
    PresignedUrls urls = store.unwrap(PresignedUrls.class).orElseThrow();
    assertThat(urls.forReading(FilePath.of("a"), Duration.ofHours(1)).method()).isEqualTo("GET");
  }

  static Stream<Named<Work>> ways() {
    return WAYS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(way -> Named.of(way.getKey(), way.getValue()));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aCallThatMeetsTheClose(Work way) throws Exception {
    try (FileStore store = SERVER.in(BUCKET).build()) {
      store.writeAll(
          Map.of("a", new byte[] {'x'}, "d/1", LARGE, "d/2", new byte[2], "large", LARGE));
    }
    for (int round = 0; round < ROUNDS; round++) {
      closeAfter(round * THREADS, way);
    }
  }

  /** Closes a store while calls run, the later the more of them shall have ended before. */
  private static void closeAfter(int calls, Work work) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    S3FileStore store = SERVER.in(BUCKET).partSize(5 << 20).build();
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

  private static void untilRefused(S3FileStore store, Work work, Semaphore ended) {
    try {
      while (true) {
        ended.release();
        work.on(store);
      }
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageStartingWith("the store is closed: S3(");
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      ended.release(1 + ROUNDS * THREADS);
    }
  }

  @Test
  void aClientThatItsApplicationClosedIsNoLostConnection() {
    try (S3FileStore owner = SERVER.in(BUCKET).build();
        S3Client client = owner.unwrap(S3Client.class).orElseThrow();
        S3FileStore guest = S3FileStore.builder(BUCKET).client(client).build()) {
      guest.unwrap(S3Client.class).orElseThrow().close();
      assertThatThrownBy(() -> guest.exists("a"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the client of S3(")
          .hasMessageContaining("is closed");
    }
  }
}
