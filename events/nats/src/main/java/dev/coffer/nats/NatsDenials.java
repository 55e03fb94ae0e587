package dev.coffer.nats;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.api.PublishAck;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ends the publishing of messages that the user may not publish: the server tells the connection,
 * and does not answer the message.
 */
final class NatsDenials implements ErrorListener {
  private static final Pattern DENIED =
      Pattern.compile(
          "permissions violation for publish to \"([^\"]+)\"", Pattern.CASE_INSENSITIVE);

  private final Map<String, CompletableFuture<PublishAck>> published = new ConcurrentHashMap<>();

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
