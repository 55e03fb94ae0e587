package dev.coffer.app;

import dev.coffer.concurrent.Alarm;
import dev.coffer.spi.ServiceRequests;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Says once that requests fail and are repeated, and for how long: a second after the first of them
 * began, unless one was answered meanwhile.
 */
final class RetryNotice implements ServiceRequests.Listener {
  private static final Duration SILENT = Duration.ofSeconds(1);
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Consumer<String> out;
  private final RetryLimits limits;
  private final LongSupplier clock;
  private final BiConsumer<Duration, Runnable> timer;
  private long since;
  private boolean waiting;
  private boolean reported;
  private String reason = "";

  RetryNotice(Consumer<String> out, RetryLimits limits) {
    this(out, limits, System::nanoTime, Alarm::new);
  }

  /** With a clock and a timer of a test's own. */
  RetryNotice(
      Consumer<String> out,
      RetryLimits limits,
      LongSupplier clock,
      BiConsumer<Duration, Runnable> timer) {
    this.out = out;
    this.limits = limits;
    this.clock = clock;
    this.timer = timer;
  }

  @Override
  public synchronized ServiceRequests.Ending begin(ServiceRequests.Request request) {
    if (!waiting) {
      waiting = true;
      since = clock.getAsLong();
    }
    return this::ended;
  }

  /** A request that its caller has interrupted is not repeated. */
  private synchronized void ended(OptionalInt status, @Nullable Throwable error) {
    if (Thread.currentThread().isInterrupted() || (error == null && !isBusy(status.orElse(0)))) {
      waiting = false;
      reported = false;
      reason = "";
      return;
    }
    boolean first = reason.isEmpty();
    reason =
        error == null
            ? "the server answers " + status.orElse(0) + again(limits.otherwise())
            : reason(error);
    if (first) {
      timer.accept(left(), this::speak);
    }
    speak();
  }

  private static boolean isBusy(int status) {
    return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS;
  }

  /** The message of such an error may contain more than should be shown. */
  private String reason(Throwable error) {
    if (error instanceof UnknownHostException) {
      return "the host is not known" + again(limits.unreachable());
    }
    if (error instanceof SocketTimeoutException) {
      return "the server does not answer" + again(limits.otherwise());
    }
    if (error instanceof SSLException) {
      return "no trusted connection" + again(limits.otherwise());
    }
    return error instanceof ConnectException
        ? "no connection" + again(limits.unreachable())
        : "the connection is lost" + again(limits.otherwise());
  }

  private static String again(Optional<RetryLimits.Limit> limit) {
    return "; trying again" + limit.map(RetryLimits.Limit::toString).orElse("");
  }

  private Duration left() {
    return SILENT.minusNanos(clock.getAsLong() - since);
  }

  private synchronized void speak() {
    if (!reported && !reason.isEmpty() && left().compareTo(Duration.ZERO) <= 0) {
      reported = true;
      out.accept(reason);
    }
  }
}
