package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.spi.ServiceRequests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RetryNoticeTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long millis;
  private final RetryNotice patience = new RetryNotice(console(), () -> millis * 1_000_000);

  private Console console() {
    return new Console(
        new ByteArrayInputStream(new byte[0]),
        new StandardOutput(OutputStream.nullOutputStream(), false),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of(),
        Terminals.NONE);
  }

  private ServiceRequests.Ending begin(int attempt) {
    return patience.begin(new ServiceRequests.Request("GetObject", "GET", attempt));
  }

  private void fail(int attempt, IOException error) {
    begin(attempt).ended(OptionalInt.empty(), error);
  }

  private String told() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void afterASecondOfFailuresItIsSaidOnce() {
    fail(1, new ConnectException("secret"));
    millis = 999;
    fail(2, new ConnectException("secret"));
    assertThat(told()).isEmpty();
    millis = 1000;
    begin(3);
    millis = 5000;
    fail(4, new UnknownHostException("secret"));
    assertThat(told()).isEqualTo("coffer: still trying: no connection\n");
  }

  @Test
  void aSlowAnswerIsNoTrouble() {
    ServiceRequests.Ending ending = begin(1);
    millis = 5000;
    ending.ended(OptionalInt.of(200), null);
    begin(1);
    assertThat(told()).isEmpty();
  }

  @Test
  void aServerThatIsBusyIsToldWithItsStatus() {
    begin(1).ended(OptionalInt.of(503), null);
    millis = 2000;
    begin(2);
    assertThat(told()).isEqualTo("coffer: still trying: the server answers 503\n");
  }

  @Test
  void anAnswerEndsTheTrouble() {
    fail(1, new ConnectException());
    begin(2).ended(OptionalInt.of(404), null);
    millis = 2000;
    fail(1, new ConnectException());
    assertThat(told()).isEmpty();
    millis = 3000;
    fail(2, new ConnectException());
    assertThat(told()).hasLineCount(1);
  }
}
