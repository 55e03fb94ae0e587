package dev.coffer.kafka;

import dev.coffer.delivery.CloudEvent;
import dev.coffer.delivery.CloudEventPublisher;
import dev.coffer.event.EventSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Sends records and waits until all replicas in sync have them. */
record KafkaPublisher(KafkaConnection connection, KafkaRecords records)
    implements CloudEventPublisher {
  @Override
  public EventSink.Result publish(List<CloudEvent> events) throws InterruptedException {
    Producer<byte[], byte[]> producer;
    try {
      producer = connection.producer();
    } catch (KafkaException e) {
      return new EventSink.TryAgain(connection.reason(e), Optional.empty());
    }
    try {
      return answered(publish(events, producer));
    } catch (InterruptedException | InterruptException e) {
      boolean unused = Thread.interrupted();
      // Otherwise what is still to be sent could follow what another process sends.
      connection.discard(producer, Duration.ZERO);
      throw new InterruptedException("a delivery was interrupted");
    }
  }

  /** What a producer says that was closed in the middle is no answer of the cluster. */
  private EventSink.Result answered(EventSink.Result result) throws InterruptedException {
    if (!(result instanceof EventSink.Delivered) && connection.isClosed()) {
      throw new InterruptedException("the receiver is closed");
    }
    return result;
  }

  private EventSink.Result publish(List<CloudEvent> events, Producer<byte[], byte[]> producer)
      throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    for (Future<?> sent : send(events, producer, failures)) {
      try {
        sent.get();
      } catch (ExecutionException e) {
        failures.add(e.getCause() == null ? e : e.getCause());
      }
    }
    return result(failures, producer);
  }

  /** Sends until one fails at once: while the cluster is away each would wait as long. */
  private List<Future<?>> send(
      List<CloudEvent> events, Producer<byte[], byte[]> producer, List<Throwable> failures) {
    List<Future<?>> sent = new ArrayList<>();
    try {
      for (CloudEvent event : events) {
        Future<?> one = producer.send(records.of(event));
        sent.add(one);
        if (hasFailed(one)) {
          return sent;
        }
      }
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      failures.add(e);
    }
    return sent;
  }

  private static boolean hasFailed(Future<?> sent) {
    try {
      if (sent.isDone()) {
        sent.get();
      }
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** What may end is decisive: it is not known what the cluster would say of the others. */
  private EventSink.Result result(List<Throwable> failures, Producer<byte[], byte[]> producer) {
    EventSink.Result result = new EventSink.Delivered();
    for (Throwable failure : failures) {
      if (!KafkaFailure.leavesProducerUsable(failure)) {
        connection.discard(producer, Duration.ofSeconds(1));
      }
      if (!(result instanceof EventSink.TryAgain)) {
        result = KafkaFailure.result(failure, connection.reason(failure));
      }
    }
    return result;
  }

  @Override
  public void close() {
    connection.close();
  }
}
