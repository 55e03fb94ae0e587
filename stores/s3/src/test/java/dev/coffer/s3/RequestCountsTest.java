package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.DeleteOptions;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** What each operation costs: requests, never one more to look before it acts. */
class RequestCountsTest {
  private final Counts counts = new Counts();
  private final Server server = Proxy.server();
  private final S3Client client = server.client(counts);
  private final S3FileStore store =
      S3FileStore.builder(server.newBucket()).prefix("p").client(client).build();

  @AfterEach
  void close() {
    store.close();
    client.close();
  }

  @Test
  void oneFileCostsOneRequest() {
    assertThat(counts.of(() -> store.write("a", "x"))).containsExactly("PutObject");
    assertThat(counts.of(() -> store.write("a", "y"))).containsExactly("PutObject");
    assertThat(counts.of(() -> store.readString("a"))).containsExactly("GetObject");
    assertThat(counts.of(() -> store.stat("a"))).containsExactly("HeadObject");
    assertThat(counts.of(() -> store.copy("a", "b"))).containsExactly("HeadObject", "CopyObject");
    assertThat(counts.of(() -> store.deleteFile("a"))).containsExactly("DeleteObject");
    assertThat(counts.of(() -> store.exists("a"))).containsExactly("HeadObject");
    assertThat(counts.of(() -> assertThrows(NotFoundException.class, () -> store.open("a"))))
        .containsExactly("GetObject");
  }

  @Test
  void theBucketIsAskedForOnceAtMost() {
    assertThat(counts.of(() -> store.exists("a"))).containsExactly("HeadObject", "HeadBucket");
    assertThat(counts.of(() -> store.exists("b"))).containsExactly("HeadObject");
  }

  @Test
  void conditionsAreProbedOnce() {
    WriteOptions ifAbsent = WriteOptions.DEFAULTS.ifAbsent();
    assertThat(counts.of(() -> store.write("a", new byte[1], ifAbsent)))
        .as("the server may drop a connection on which it has refused a write")
        .startsWith("PutObject", "PutObject")
        .endsWith("DeleteObject", "PutObject");
    assertThat(counts.of(() -> store.write("b", new byte[1], ifAbsent)))
        .containsExactly("PutObject");
  }

  @Test
  void aDeletionWithoutAConditionCostsOneRequest() {
    assertThat(counts.of(() -> store.deleteFile("a"))).containsExactly("DeleteObject");
    assertThat(counts.of(() -> store.deleteFile("a", DeleteOptions.DEFAULTS)))
        .containsExactly("DeleteObject");
  }

  @Test
  void aClientThatWasHandedInStaysOpen() {
    store.close();
    assertThat(client.listBuckets().buckets()).isNotEmpty();
  }
}
