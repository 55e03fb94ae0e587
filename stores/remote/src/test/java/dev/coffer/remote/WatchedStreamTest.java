package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.observe.KeptLogs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;

/** A stream that nobody closes is noticed. */
@Timeout(60)
class WatchedStreamTest {
  private static final Pattern REPORT = Pattern.compile("a stream of (.*) was never closed");

  @BeforeEach
  void keepWarnings() {
    KeptLogs.keep(Level.WARN);
  }

  @AfterEach
  void keepNothing() {
    KeptLogs.keep(null);
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

  /** The streams that were reported. */
  private static List<String> reported() {
    return KeptLogs.events().stream()
        .map(event -> REPORT.matcher(event.getMessage()))
        .filter(Matcher::lookingAt)
        .map(report -> report.group(1))
        .toList();
  }

  @Test
  void aForgottenOneIsReportedWithWhereItWasOpenedAndItsConnectionIsDropped() throws Exception {
    Connection connection = new Connection(false);
    openAndForget(connection, "d/large on s3:bucket");
    connection.awaitClose();
    assertThat(reported()).containsExactly("d/large on s3:bucket");
    assertThat(KeptLogs.events().get(0).getThrowable())
        .hasMessage("it was opened here")
        .hasStackTraceContaining("WatchedStreamTest.openAndForget(WatchedStreamTest.java:");
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
    assertThat(reported()).containsExactly("forgotten");
  }

  @Test
  void aConnectionThatFailsToCloseHidesNoReport() throws Exception {
    Connection broken = new Connection(true);
    openAndForget(broken, "broken");
    broken.awaitClose();
    Connection next = new Connection(false);
    openAndForget(next, "next");
    next.awaitClose();
    assertThat(reported()).containsExactly("broken", "next");
  }
}
