package dev.coffer.kafka;

import dev.coffer.event.EventSink;
import java.util.Optional;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/** What the failures of Kafka's client mean. */
final class KafkaFailure {
  private KafkaFailure() {}

  /** A record that is refused will be refused again; all else may end. */
  static EventSink.Result result(Throwable failure, String reason) {
    return isRefusal(failure)
        ? new EventSink.Refused(reason)
        : new EventSink.TryAgain(reason, Optional.empty());
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof AuthorizationException || isOfRecord(failure);
  }

  private static boolean isOfRecord(Throwable failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidRecordException
        || failure instanceof InvalidTopicException
        || failure instanceof SerializationException;
  }

  /** Returns whether the producer can be used further. */
  static boolean leavesProducerUsable(Throwable failure) {
    return failure instanceof RetriableException || isOfRecord(failure);
  }

  /** Returns whether no name of a broker can be resolved at present. */
  static boolean isUnresolved(Throwable failure) {
    return root(failure) instanceof ConfigException cause
        && String.valueOf(cause.getMessage()).startsWith("No resolvable bootstrap urls");
  }

  /** Returns the name and the message of the failure that is the cause of all. */
  static String text(Throwable failure) {
    Throwable root = root(failure);
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = root; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }
}
