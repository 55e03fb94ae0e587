package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.FileInfo;
import dev.coffer.WriteOptions;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.testkit.ProxiedRequest;
import dev.coffer.testkit.Requests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One path that others write all the time. */
@Tag("one-jdk")
class ContendedPathTest {
  private static final int PART = GcsLimits.PART_UNIT;

  private final FakeGcsServer server = new FakeGcsServer();
  private GoogleCloudFileStore store;
  private Storage rival;

  @BeforeEach
  void open() {
    server.createBucket("bucket");
    store = builder().build();
    rival = store.unwrap(Storage.class).orElseThrow();
  }

  private GoogleCloudBuilder builder() {
    return GoogleCloudFileStore.builder("bucket")
        .endpoint(server.uri().toString())
        .retryDeadline(Duration.ofMinutes(1))
        .partSize(PART);
  }

  @AfterEach
  void close() {
    store.close();
    assertThat(server.openUploads("bucket")).as("uploads that nobody ended").isZero();
    server.close();
  }

  private void rivalWrites(String path) {
    rival.create(BlobInfo.newBuilder(BlobId.of("bucket", path)).build(), new byte[] {'r'});
  }

  /** What names a generation; the rival's requests name none. */
  private static boolean isGuess(ProxiedRequest request) {
    return request.method().equals("POST") && request.hasParameter("ifGenerationMatch");
  }

  private void rivalIsQuicker(Requests guesses) {
    server.before(guesses, () -> rivalWrites("a"));
  }

  @Test
  void aWriteIsMadeThoughAnotherWriterIsQuickerEachTime() {
    rivalIsQuicker(Requests.where(ContendedPathTest::isGuess));
    FileInfo written = store.write("a", new byte[] {'x'}, WriteOptions.DEFAULTS.metadata("k", "v"));
    assertThat(store.stat("a")).contains(written);
    assertThat(store.readString("a")).isEqualTo("x");
    assertThat(written.metadata()).containsEntry("k", "v");
  }

  @Test
  void aLargeWriteIsMadeThoughAnotherWriterIsQuickerEachTime() {
    rivalIsQuicker(Requests.where(ContendedPathTest::isGuess));
    server.before(Requests.of("PUT"), () -> rivalWrites("a"));
    store.write("a", new byte[3 * PART]);
    assertThat(store.readBytes("a")).hasSize(3 * PART);
  }

  @Test
  void anEmptyFileIsWrittenThoughAnotherWriterIsQuickerEachTime() {
    rivalIsQuicker(Requests.where(ContendedPathTest::isGuess));
    store.write("a", "");
    assertThat(store.stat("a").orElseThrow().size()).isZero();
  }

  @Test
  void aConditionalWriteIsAConflictThoughAnotherWriterIsQuickerEachTime() {
    String etag = store.write("a", "x").etag();
    rivalIsQuicker(Requests.where(ContendedPathTest::isGuess));
    assertThrows(
        ConflictException.class,
        () -> store.write("a", new byte[1], WriteOptions.DEFAULTS.ifMatch(etag)));
    assertThat(store.readString("a")).isEqualTo("r");
  }

  @Test
  void copiesAndMovesAreMadeThoughAnotherWriterIsQuickerEachTime() {
    store.write("source", new byte[] {1, 2}, WriteOptions.DEFAULTS.metadata("k", "v"));
    rivalIsQuicker(Requests.where(ContendedPathTest::isGuess));
    FileInfo copy = store.copy("source", "a");
    assertThat(store.stat("a")).contains(copy);
    assertThat(copy.metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(store.readBytes("a")).containsExactly(1, 2);
    store.move("source", "a");
    assertThat(store.list("")).containsExactly("a");
    assertThat(store.readBytes("a")).containsExactly(1, 2);
  }

  @Test
  void aLargeFileIsCopiedOnceNoOneIsQuicker() {
    store.write("source", new byte[2 * PART]);
    rivalIsQuicker(Requests.where(ContendedPathTest::isGuess).first(8));
    store.copy("source", "a");
    assertThat(store.stat("a").orElseThrow().size()).isEqualTo(2 * PART);
    server.heal();
    rivalIsQuicker(Requests.where(ContendedPathTest::isGuess));
    try (GoogleCloudFileStore hasty = builder().retryDeadline(Duration.ofMillis(100)).build()) {
      ConnectionException e =
          assertThrows(ConnectionException.class, () -> hasty.copy("source", "a"));
      assertThat(e).hasMessageContaining("other writers keep replacing the file");
    }
  }

  @Test
  void aSourceThatIsReplacedAllTheTimeIsNotMissing() {
    store.write("a", "x");
    rivalIsQuicker(Requests.where(ContendedPathTest::isGuess).first(8));
    store.copy("a", "b");
    assertThat(store.readString("b")).isEqualTo("r");
  }

  @Test
  void anAnswerThatIsLostInTheMiddleOfItDoesNotUndoWhatOthersWroteSince() {
    rivalIsQuicker(Requests.where(ContendedPathTest::isGuess));
    AtomicInteger puts = new AtomicInteger();
    server.cutAfterActing(Requests.of("PUT").first(1));
    server.before(
        Requests.of("PUT").from(2),
        () -> {
          if (puts.getAndIncrement() == 0) {
            rivalWrites("a");
          }
        });
    FileInfo written = store.write("a", "x");
    assertThat(written.size()).isEqualTo(1);
    assertThat(store.readString("a")).as("written after it").isEqualTo("r");
  }

  @Test
  void aSessionThatIsLostAfterItMayHaveBeenMadeIsNotBegunAgain() {
    rivalIsQuicker(Requests.where(ContendedPathTest::isGuess));
    server.cutAfterActing(Requests.of("PUT").nth(1));
    server.refuse(Requests.of("PUT").nth(2), 410, Map.of());
    server.before(Requests.of("GET").nth(2), () -> rivalWrites("a"));
    ConnectionException e = assertThrows(ConnectionException.class, () -> store.write("a", "x"));
    assertThat(e).hasMessageContaining("write the file again");
    assertThat(store.readString("a")).isEqualTo("r");
  }

  /** Google's own limit, many times as fast. */
  @Test
  void writersOfAnObjectThatTakesFewChangesAllGetTheirTurn() throws Exception {
    server.limitWrites(Duration.ofMillis(20));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String content = "w" + i;
      writers.add(
          threads.submit(
              () -> {
                for (int n = 0; n < 3; n++) {
                  store.write("a", content);
                }
              }));
    }
    for (Future<?> writer : writers) {
      assertThat(writer.get(1, TimeUnit.MINUTES)).isNull();
    }
    threads.shutdown();
  }
}
