package dev.coffer.kafka;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** The producer, which is created when it is needed and replaced once it is of no more use. */
final class KafkaConnection implements AutoCloseable {
  private static final Duration TO_CLOSE = Duration.ofSeconds(1);

  private final Map<String, Object> settings;
  private final SecretSettings secrets;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Producer<byte[], byte[]> producer;
  private boolean closed;

  KafkaConnection(Map<String, Object> settings, SecretSettings secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /**
   * Creates the first producer, so that a wrong setting is an error when the store is opened. Names
   * that cannot be resolved now may be resolved later.
   */
  void check() {
    try {
      producer();
    } catch (KafkaException e) {
      if (!KafkaFailure.isUnresolved(e)) {
        String hint = "Kafka's client refuses its settings: " + reason(e);
        throw new ConfigurationException(
            new ErrorContext("open", "", "a topic of Kafka"), hint, null);
      }
    }
  }

  /**
   * Returns the producer.
   *
   * @throws KafkaException if there is none and none can be created
   */
  Producer<byte[], byte[]> producer() {
    lock.lock();
    try {
      if (closed) {
        throw new KafkaException("the connection is closed");
      }
      Producer<byte[], byte[]> present = producer;
      if (present == null) {
        present = new KafkaProducer<>(settings);
        producer = present;
      }
      return present;
    } finally {
      lock.unlock();
    }
  }

  /** Returns what a failure says, without the values of the user's settings. */
  String reason(Throwable failure) {
    return secrets.hidden(KafkaFailure.text(failure));
  }

  /** Gives up a producer: what it has not sent yet is not sent any more. */
  void discard(Producer<byte[], byte[]> used, Duration patience) {
    lock.lock();
    try {
      if (producer == used) {
        producer = null;
      }
    } finally {
      lock.unlock();
    }
    close(used, patience);
  }

  /** A producer closes for an interrupted thread only once the flag is cleared. */
  private static void close(Producer<byte[], byte[]> used, Duration patience) {
    try {
      used.close(patience);
    } catch (InterruptException e) {
      boolean unused = Thread.interrupted();
      used.close(Duration.ZERO);
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether it was closed, which ends what is under way. */
  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Producer<byte[], byte[]> last;
    lock.lock();
    try {
      closed = true;
      last = producer;
      producer = null;
    } finally {
      lock.unlock();
    }
    if (last != null) {
      close(last, TO_CLOSE);
    }
  }
}
