package dev.coffer.app;

import dev.coffer.spi.ServiceRequests;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Says that a command still tries, once for each trouble: when requests have failed for a second
 * and none has been answered.
 */
final class RetryNotice implements ServiceRequests.Listener {
  private static final long SILENT_NANOS = 1_000_000_000;
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Console console;
  private final LongSupplier clock;
  private long since;
  private boolean waiting;
  private boolean told;
  private String reason = "";

  RetryNotice(Console console, LongSupplier clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public synchronized ServiceRequests.Ending begin(ServiceRequests.Request request) {
    if (!waiting) {
      waiting = true;
      since = clock.getAsLong();
    }
    speak();
    return this::ended;
  }

  private synchronized void ended(OptionalInt status, @Nullable Throwable error) {
    if (error == null && !isBusy(status.orElse(0))) {
      waiting = false;
      told = false;
      reason = "";
    } else {
      reason = error == null ? "the server answers " + status.orElse(0) : reason(error);
      speak();
    }
  }

  private static boolean isBusy(int status) {
    return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS;
  }

  /** The message of such an error may hold more than should be shown. */
  private static String reason(Throwable error) {
    if (error instanceof UnknownHostException) {
      return "the host is not known";
    }
    if (error instanceof SocketTimeoutException) {
      return "the server does not answer";
    }
    if (error instanceof SSLException) {
      return "no trusted connection";
    }
    return error instanceof ConnectException ? "no connection" : "the connection is lost";
  }

  private void speak() {
    if (!told && !reason.isEmpty() && clock.getAsLong() - since >= SILENT_NANOS) {
      told = true;
      console.warn("still trying: " + reason);
    }
  }
}
