package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream that nobody closes is noticed; the log of these tests goes to the standard error. */
@Timeout(60)
class WatchedStreamTest {
  private final PrintStream usual = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void keepTheLog() {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void showTheLogAgain() {
    System.setErr(usual);
  }

  /** Tells that it is closed. */
  private static final class Connection extends ByteArrayInputStream {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final boolean failing;

    Connection(boolean failing) {
      super(new byte[] {1, 2, 3});
      this.failing = failing;
    }

    @Override
    public void close() throws IOException {
      closed.countDown();
      if (failing) {
        throw new IOException("it was lost already");
      }
    }

    /** Waits for the collection of what holds it. */
    void awaitClose() throws InterruptedException {
      do {
        System.gc();
      } while (!closed.await(10, TimeUnit.MILLISECONDS));
    }
  }

  private static void openAndForget(Connection connection, String what) throws IOException {
    InputStream stream = new WatchedStream(connection, what);
    assertThat(stream.read()).isEqualTo(1);
  }

  private String logged() {
    return log.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aForgottenOneIsReportedWithWhereItWasOpenedAndItsConnectionIsDropped() throws Exception {
    Connection connection = new Connection(false);
    openAndForget(connection, "d/large on s3:bucket");
    connection.awaitClose();
    assertThat(logged())
        .contains("WARN", "a stream of d/large on s3:bucket was never closed", "it was opened here")
        .contains("WatchedStreamTest.openAndForget(WatchedStreamTest.java:");
  }

  @Test
  void oneThatWasClosedIsNotReported() throws Exception {
    Connection connection = new Connection(false);
    try (InputStream stream = new WatchedStream(connection, "closed")) {
      assertThat(stream.readAllBytes()).hasSize(3);
      assertThat(connection.closed.getCount()).isOne();
    }
    assertThat(connection.closed.getCount()).isZero();
    Connection later = new Connection(false);
    openAndForget(later, "forgotten");
    later.awaitClose();
    assertThat(logged()).contains("forgotten").doesNotContain("closed was never closed");
  }

  @Test
  void aConnectionThatFailsToCloseHidesNoReport() throws Exception {
    Connection broken = new Connection(true);
    openAndForget(broken, "broken");
    broken.awaitClose();
    Connection next = new Connection(false);
    openAndForget(next, "next");
    next.awaitClose();
    assertThat(logged()).contains("a stream of broken was", "a stream of next was");
  }
}
