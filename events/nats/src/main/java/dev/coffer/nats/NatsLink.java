package dev.coffer.nats;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamOptions;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The connection to the server, which is made when it is needed. */
final class NatsLink implements AutoCloseable {
  private final NatsComplaints complaints = new NatsComplaints();
  private final Options options;
  private final JetStreamOptions streams;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Connection connection;
  private boolean closed;

  NatsLink(NatsSubject subject) {
    this.options = options(subject);
    this.streams = requests(subject.timeout());
  }

  /** A wrong setting is an error when the store is opened; its message may show its value. */
  private Options options(NatsSubject subject) {
    if (NatsClient.lacksSignatures(subject.config())) {
      throw wrong("a file of credentials needs org.bouncycastle:bcprov-lts8on on the class path");
    }
    try {
      return NatsClient.options(subject, complaints);
    } catch (RuntimeException e) {
      throw wrong(
          "the client of NATS refuses its settings ("
              + e.getClass().getSimpleName()
              + "): "
              + String.join(", ", subject.config().keySet()));
    }
  }

  private static ConfigurationException wrong(String hint) {
    return new ConfigurationException(new ErrorContext("open", "", "subjects of NATS"), hint, null);
  }

  private static JetStreamOptions requests(Duration timeout) {
    return JetStreamOptions.builder().requestTimeout(timeout).build();
  }

  /**
   * Sends a message.
   *
   * @return completed once a stream has stored it
   * @throws IOException if the connection is of no use
   * @throws IllegalArgumentException if the message is larger than the server allows
   * @throws IllegalStateException if the connection is lost
   */
  CompletableFuture<PublishAck> publish(Connection used, Message message) throws IOException {
    JetStream stream = used.jetStream(streams);
    return complaints.watch(message.getSubject(), stream.publishAsync(message));
  }

  /**
   * Returns the connection, which is made if there is none.
   *
   * @throws IOException if the server cannot be reached
   */
  Connection connected() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (closed) {
        throw new IOException("the connection is closed");
      }
      Connection present = connection;
      if (present == null || present.getStatus() == Connection.Status.CLOSED) {
        present = connect();
        connection = present;
      }
      return present;
    } finally {
      lock.unlock();
    }
  }

  /** The client's own error names the servers, and not what is wrong with them. */
  private Connection connect() throws IOException, InterruptedException {
    Exception unused = complaints.takeLatest();
    try {
      return Nats.connect(options);
    } catch (IOException e) {
      Exception reason = complaints.takeLatest();
      if (reason == null || e instanceof AuthenticationException) {
        throw e;
      }
      throw new IOException(e.getMessage() + ": " + NatsFailure.reason(reason), e);
    }
  }

  /** Ends a connection, so that nothing is sent on it any more; the next message gets another. */
  void cut(Connection used) {
    lock.lock();
    try {
      if (connection == used) {
        connection = null;
      }
    } finally {
      lock.unlock();
    }
    close(used);
  }

  private static void close(@Nullable Connection last) {
    try {
      if (last != null) {
        last.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Connection last;
    lock.lock();
    try {
      closed = true;
      last = connection;
      connection = null;
    } finally {
      lock.unlock();
    }
    close(last);
  }
}
