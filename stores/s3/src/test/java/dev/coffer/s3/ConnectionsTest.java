package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool of one connection, which a stream may hold: then a call that needs one fails in time. */
class ConnectionsTest {
  private final Server server = Proxy.server();
  private final S3FileStore store = server.in(server.newBucket()).connections(1).build();

  @BeforeEach
  void fill() {
    store.write("small", "small");
    store.write("large", new byte[1 << 20]);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anOpenStreamOfASmallFileHoldsNone() throws IOException {
    try (InputStream open = store.open("small")) {
      assertThat(store.readString("small")).isEqualTo("small");
      assertThat(open.readAllBytes()).hasSize(5);
    }
  }

  @Test
  void aLargeFileThatWasReadToItsEndHoldsNone() throws IOException {
    try (InputStream open = store.open("large")) {
      assertThat(open.readNBytes(1 << 20)).hasSize(1 << 20);
      assertThat(store.exists("small")).isTrue();
    }
  }

  @Test
  void aStreamThatIsClosedEarlyReturnsItAtOnce() throws IOException {
    for (int i = 0; i < 3; i++) {
      try (InputStream open = store.open("large")) {
        assertThat(open.read()).isZero();
      }
    }
    assertThat(store.exists("small")).isTrue();
  }

  @Test
  void aForgottenStreamReturnsItWhenItIsCollected() throws IOException {
    openAndForget();
    CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(() -> store.exists("small"));
    while (!next.isDone()) {
      System.gc();
    }
    assertThat(next.join()).isTrue();
  }

  private void openAndForget() throws IOException {
    assertThat(store.open("large").read()).isZero();
  }

  @Test
  void manyReadsAtOnceLeaveHalfOfThemToOthers() {
    try (S3FileStore several =
        server.in(server.newBucket()).connections(6).concurrency(3).build()) {
      several.write("small", "small");
      try (Stream<byte[]> files = several.readAll(Collections.nCopies(200, "small"))) {
        assertThat(files).hasSize(200);
      }
      assertThat(several.capabilities().concurrency()).isEqualTo(3);
    }
  }
}
