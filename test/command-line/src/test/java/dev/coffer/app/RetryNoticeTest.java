package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.spi.ServiceRequests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RetryNoticeTest {
  private static final RetryLimits LIMITS = limits("3s", "1m");

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Runnable> timers = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private long millis;
  private final RetryNotice notice =
      new RetryNotice(
          console()::warn,
          LIMITS,
          () -> millis * 1_000_000,
          (delay, action) -> {
            delays.add(delay);
            timers.add(action);
          });

  private Console console() {
    return new Console(
        new ByteArrayInputStream(new byte[0]),
        new StandardOutput(OutputStream.nullOutputStream()),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of(),
        Terminals.NONE);
  }

  private ServiceRequests.Ending begin(int attempt) {
    return notice.begin(new ServiceRequests.Request("GetObject", "GET", attempt));
  }

  private void fail(int attempt, IOException error) {
    begin(attempt).ended(OptionalInt.empty(), error);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void afterASecondOfFailuresItIsSaidOnce() {
    fail(1, new ConnectException("secret"));
    millis = 999;
    fail(2, new ConnectException("secret"));
    assertThat(said()).isEmpty();
    millis = 1000;
    fail(3, new ConnectException("secret"));
    millis = 5000;
    fail(4, new UnknownHostException("secret"));
    assertThat(said())
        .isEqualTo(
            "coffer: no connection; trying again for up to 3s (request.unreachable-after)\n");
  }

  @Test
  void itIsSaidInTheMiddleOfAPauseToo() {
    millis = 100;
    ServiceRequests.Ending ending = begin(1);
    millis = 300;
    ending.ended(OptionalInt.empty(), new UnknownHostException("secret"));
    assertThat(delays).containsExactly(Duration.ofMillis(800));
    millis = 1100;
    timers.get(0).run();
    assertThat(said())
        .isEqualTo(
            "coffer: the host is not known; trying again for up to 3s (request.unreachable-after)\n");
  }

  @Test
  void aSlowAnswerIsNoFailure() {
    ServiceRequests.Ending ending = begin(1);
    millis = 5000;
    ending.ended(OptionalInt.of(200), null);
    begin(1);
    assertThat(said()).isEmpty();
    assertThat(timers).isEmpty();
  }

  @Test
  void aServerThatIsBusyIsNamedWithItsStatus() {
    begin(1).ended(OptionalInt.of(503), null);
    millis = 2000;
    timers.get(0).run();
    assertThat(said())
        .isEqualTo(
            "coffer: the server answers 503; trying again for up to 1m (request.give-up-after)\n");
  }

  @Test
  void anAnswerEndsTheWait() {
    fail(1, new ConnectException());
    begin(2).ended(OptionalInt.of(404), null);
    millis = 2000;
    timers.get(0).run();
    fail(1, new ConnectException());
    assertThat(said()).isEmpty();
    millis = 3000;
    fail(2, new ConnectException());
    assertThat(said()).hasLineCount(1);
  }

  @Test
  void theLimitIsThatOfTheOptionThatEndsTheRepetition() {
    assertThat(limits("")).isEqualTo(limits("3s", "1m"));
    assertThat(limits("&request.unreachable-after=10s")).isEqualTo(limits("10s", "1m"));
    assertThat(limits("&deadline=2s").unreachable())
        .hasToString("Optional[ for up to 2s (deadline)]");
    assertThat(limits("&retry.attempts=3")).isEqualTo(RetryLimits.UNKNOWN);
    assertThat(RetryLimits.of(FileStores.assembly(config("memory:"))))
        .isEqualTo(RetryLimits.UNKNOWN);
  }

  @Test
  void aCallerThatWaitsNoLongerSetsTheLimit() {
    RetryLimits.Limit own = new RetryLimits.Limit("12s", "--within");
    assertThat(limits("3s", "1m").within(Duration.ofSeconds(12), own))
        .isEqualTo(new RetryLimits(limits("3s", "1m").unreachable(), Optional.of(own)));
    assertThat(RetryLimits.UNKNOWN.within(Duration.ofSeconds(12), own))
        .isEqualTo(new RetryLimits(Optional.of(own), Optional.of(own)));
  }

  @Test
  void aRequestThatIsInterruptedIsNotTriedAgain() {
    ServiceRequests.Ending ending = begin(1);
    millis = 5000;
    Thread.currentThread().interrupt();
    try {
      ending.ended(OptionalInt.empty(), new IOException("aborted"));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(said()).isEmpty();
    assertThat(timers).isEmpty();
  }

  private static RetryLimits limits(String unreachable, String otherwise) {
    return new RetryLimits(
        Optional.of(new RetryLimits.Limit(unreachable, "request.unreachable-after")),
        Optional.of(new RetryLimits.Limit(otherwise, "request.give-up-after")));
  }

  private static RetryLimits limits(String options) {
    return RetryLimits.of(FileStores.assembly(config("s3://b?region=eu-west-1" + options)));
  }

  private static FileStoreConfig config(String uri) {
    return FileStoreConfig.builder().uri(uri).environment(Map.of()).build();
  }
}
