package dev.coffer.nats;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.api.PublishAck;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the server and the connection report apart from the results of calls: why a connection
 * fails, and which messages the user may not publish, which the server does not answer.
 */
final class NatsComplaints implements ErrorListener {
  private static final Pattern DENIED =
      Pattern.compile(
          "permissions violation for publish to \"([^\"]+)\"", Pattern.CASE_INSENSITIVE);

  private final Map<String, CompletableFuture<PublishAck>> published = new ConcurrentHashMap<>();
  private volatile @Nullable Exception latest;

  /** A message that the user may not publish. */
  static final class DeniedException extends Exception {
    private static final long serialVersionUID = 1L;

    DeniedException(String message) {
      super(message);
    }
  }

  CompletableFuture<PublishAck> watch(String subject, CompletableFuture<PublishAck> answer) {
    published.put(subject, answer);
    return answer.whenComplete((ack, failure) -> published.remove(subject, answer));
  }

  /** Returns the latest failure of a connection, and forgets it. */
  @Nullable Exception takeLatest() {
    Exception taken = latest;
    latest = null;
    return taken;
  }

  @Override
  public void exceptionOccurred(Connection connection, Exception failure) {
    latest = failure;
  }

  @Override
  public void errorOccurred(Connection connection, String error) {
    Matcher denied = DENIED.matcher(error);
    if (denied.find()) {
      CompletableFuture<PublishAck> answer = published.get(denied.group(1));
      if (answer != null) {
        answer.completeExceptionally(new DeniedException(error));
      }
    }
  }
}
