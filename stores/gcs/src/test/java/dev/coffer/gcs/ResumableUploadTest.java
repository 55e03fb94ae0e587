package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.testkit.Requests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file in parts: every end that a session can have. */
class ResumableUploadTest {
  private static final int PART = GcsLimits.PART_UNIT;

  private final FakeGcsServer server = new FakeGcsServer();
  private GoogleCloudFileStore store;

  @BeforeEach
  void open() {
    server.createBucket("bucket");
    store =
        GoogleCloudFileStore.builder("bucket")
            .endpoint(server.uri().toString())
            .partSize(PART)
            .build();
  }

  @AfterEach
  void close() {
    store.close();
    assertThat(server.openUploads("bucket")).as("uploads that nobody ended").isZero();
    server.close();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void anyLengthIsKeptKnownAndUnknown() {
    for (int length : List.of(PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 1, 3 * PART)) {
      store.write("known", bytes(length));
      assertThat(store.readBytes("known")).isEqualTo(bytes(length));
      store.write("unknown", new ByteArrayInputStream(bytes(length)));
      assertThat(store.readBytes("unknown")).isEqualTo(bytes(length));
    }
  }

  @Test
  void aSourceThatThrowsLeavesTheOldFileAndNoUpload() {
    store.write("a", "old");
    assertThrows(
        StorageFailureException.class,
        () ->
            store.write(
                "a",
                out -> {
                  out.write(bytes(3 * PART));
                  throw new IOException("the source is broken");
                }));
    assertThat(store.readString("a")).isEqualTo("old");
  }

  @Test
  void aBusyServerIsAskedHowFarTheUploadIs() {
    server.refuse(Requests.of("PUT").from(2).first(4), 503, Map.of());
    store.write("a", bytes(4 * PART));
    assertThat(store.readBytes("a")).isEqualTo(bytes(4 * PART));
  }

  @Test
  void anUploadThatIsLostIsBegunAgainWhereItsContentCanBe() {
    server.refuse(Requests.of("PUT").nth(2), 404, Map.of());
    store.write("a", bytes(3 * PART));
    assertThat(store.readBytes("a")).isEqualTo(bytes(3 * PART));
    server.heal();
    server.refuse(Requests.of("PUT").nth(2), 410, Map.of());
    ConnectionException e =
        assertThrows(
            ConnectionException.class,
            () -> store.write("b", new ByteArrayInputStream(bytes(3 * PART))));
    assertThat(e).hasMessageContaining("write the file again");
    assertThat(store.exists("b")).isFalse();
  }

  /** A content that writes to the same path while it is read. */
  private Content meddling(int length, Runnable meddle) {
    byte[] bytes = bytes(length);
    AtomicInteger opened = new AtomicInteger();
    return new Content() {
      @Override
      public OptionalLong size() {
        return OptionalLong.of(length);
      }

      @Override
      public boolean isRepeatable() {
        return true;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, 2 * PART);
        if (opened.incrementAndGet() == 1) {
          meddle.run();
        }
        out.write(bytes, 2 * PART, length - 2 * PART);
      }
    };
  }

  @Test
  void whatOthersWroteMeanwhileIsReplacedByAWriteWithoutCondition() {
    store.write("a", "old");
    store.write("a", meddling(3 * PART, () -> store.write("a", "meddled")), WriteOptions.DEFAULTS);
    assertThat(store.readBytes("a")).isEqualTo(bytes(3 * PART));
  }

  @Test
  void whatOthersWroteMeanwhileIsAConflictOfAConditionalWrite() {
    WriteOptions seen = WriteOptions.DEFAULTS.ifMatch(store.write("a", "old").etag());
    assertThrows(
        ConflictException.class,
        () -> store.write("a", meddling(3 * PART, () -> store.write("a", "meddled")), seen));
    assertThat(store.readString("a")).isEqualTo("meddled");
    WriteOptions absent = WriteOptions.DEFAULTS.ifAbsent();
    assertThrows(
        ConflictException.class,
        () -> store.write("b", meddling(3 * PART, () -> store.write("b", "meddled")), absent));
  }

  @Test
  void aStreamReplacesWhatOthersWroteMeanwhile() {
    store.write(
        "a",
        out -> {
          out.write(bytes(2 * PART));
          store.write("a", "meddled");
          out.write(bytes(PART));
        });
    assertThat(store.readBytes("a")).hasSize(3 * PART);
  }

  @Test
  void aMissingBucketIsNamed() {
    try (GoogleCloudFileStore away =
        GoogleCloudFileStore.builder("no-such-bucket")
            .endpoint(server.uri().toString())
            .partSize(PART)
            .build()) {
      FileStoreException e =
          assertThrows(FileStoreException.class, () -> away.write("a", bytes(3 * PART)));
      assertThat(e).hasMessageContaining("there is no bucket 'no-such-bucket'");
    }
  }
}
