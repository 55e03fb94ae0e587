package dev.coffer.nats;

import dev.coffer.delivery.CloudEvent;
import dev.coffer.delivery.CloudEventPublisher;
import dev.coffer.event.EventSink;
import io.nats.client.Connection;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends messages and waits until a stream has stored them. */
record NatsPublisher(NatsLink link, NatsMessages messages, Duration timeout)
    implements CloudEventPublisher {
  @Override
  public EventSink.Result publish(List<CloudEvent> events) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    Connection connection;
    try {
      connection = link.connected();
    } catch (IOException e) {
      return NatsFailure.unconnected(e);
    }
    try {
      return send(events, connection, end);
    } catch (InterruptedException e) {
      // Otherwise what is still to be sent could follow what another process sends.
      link.cut(connection);
      boolean unused = Thread.interrupted();
      throw e;
    }
  }

  /** Sends until one fails at once, and waits for the others. */
  private EventSink.Result send(List<CloudEvent> events, Connection connection, long end)
      throws InterruptedException {
    List<CompletableFuture<PublishAck>> sent = new ArrayList<>();
    EventSink.Result result = new EventSink.Delivered();
    for (CloudEvent event : events) {
      try {
        sent.add(link.publish(connection, messages.of(event)));
      } catch (IOException | IllegalStateException | IllegalArgumentException e) {
        result = NatsFailure.result(messages.prefix(), e);
        break;
      }
    }
    for (CompletableFuture<PublishAck> each : sent) {
      result = worse(result, answer(each, connection, end));
    }
    return result;
  }

  /** A connection on which an answer is missing may be dead. */
  private EventSink.Result answer(
      CompletableFuture<PublishAck> answer, Connection connection, long end)
      throws InterruptedException {
    try {
      answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      return new EventSink.Delivered();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return NatsFailure.result(messages.prefix(), cause);
    } catch (TimeoutException | CancellationException e) {
      link.cut(connection);
      return NatsFailure.silence();
    }
  }

  /** What may end is decisive: it is not known what the server would say of the others. */
  private static EventSink.Result worse(EventSink.Result one, EventSink.Result other) {
    boolean decided = one instanceof EventSink.TryAgain || other instanceof EventSink.Delivered;
    return decided ? one : other;
  }

  @Override
  public void close() {
    link.close();
  }
}
