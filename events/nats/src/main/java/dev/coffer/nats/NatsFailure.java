package dev.coffer.nats;

import dev.coffer.event.EventSink;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.util.Optional;

/** What the failures of a publication mean. */
final class NatsFailure {
  /** The server's code for a message that is larger than the stream allows. */
  private static final int TOO_LARGE = 10054;

  private static final String NO_RESPONDERS = "503";

  private NatsFailure() {}

  static EventSink.Result result(String prefix, Throwable failure) {
    Throwable root = root(failure);
    String text = text(root);
    if (isRefusal(root)) {
      return new EventSink.Refused(text);
    }
    return text.contains(NO_RESPONDERS) ? tryAgain(unstored(prefix)) : tryAgain(text);
  }

  /** The client checks sizes too; what the server says has a code. */
  private static boolean isRefusal(Throwable failure) {
    return failure instanceof IllegalArgumentException
        || failure instanceof NatsComplaints.DeniedException
        || (failure instanceof JetStreamApiException refused
            && refused.getApiErrorCode() == TOO_LARGE);
  }

  /** Returns what the failure says that is the cause of all. */
  static String reason(Throwable failure) {
    return text(root(failure));
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** The client wraps failures in others. */
  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = root; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }

  private static String unstored(String prefix) {
    return "no stream of JetStream stores the subjects " + prefix + ".> (503): create one";
  }

  /** Whatever keeps the client from a server may end. */
  static EventSink.Result unconnected(IOException failure) {
    return tryAgain(text(failure));
  }

  static EventSink.Result silence() {
    return tryAgain("the server did not acknowledge the message in time");
  }

  private static EventSink.Result tryAgain(String reason) {
    return new EventSink.TryAgain(reason, Optional.empty());
  }
}
