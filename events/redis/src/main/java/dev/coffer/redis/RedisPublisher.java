package dev.coffer.redis;

import dev.coffer.delivery.CloudEvent;
import dev.coffer.delivery.CloudEventPublisher;
import dev.coffer.event.EventSink;
import io.valkey.Connection;
import io.valkey.Protocol;
import io.valkey.exceptions.JedisDataException;
import io.valkey.exceptions.JedisException;
import java.util.List;
import java.util.Optional;

/** Adds entries and waits until the server has them. */
record RedisPublisher(RedisSinkConnections connections, RedisEntries entries)
    implements CloudEventPublisher {
  @Override
  public EventSink.Result publish(List<CloudEvent> events) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("a delivery was interrupted");
    }
    try {
      return send(events, connections.take());
    } catch (JedisException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("a delivery was interrupted");
      }
      return tryAgain(e);
    }
  }

  private EventSink.Result send(List<CloudEvent> events, Connection connection) {
    try {
      for (CloudEvent event : events) {
        connection.sendCommand(Protocol.Command.XADD, entries.of(event));
      }
      EventSink.Result result = answers(events.size(), connection);
      connections.release(connection);
      return result;
    } catch (RuntimeException | Error e) {
      connections.discard(connection);
      throw e;
    }
  }

  /** What may end is decisive: it is not known what the server would say of the others. */
  private static EventSink.Result answers(int count, Connection connection) {
    EventSink.Result result = new EventSink.Delivered();
    for (int i = 0; i < count; i++) {
      try {
        connection.getOne();
      } catch (JedisDataException e) {
        result = result instanceof EventSink.TryAgain ? result : failure(e);
      }
    }
    return result;
  }

  private static EventSink.Result failure(JedisDataException e) {
    String text = String.valueOf(e.getMessage());
    return text.startsWith("NOPERM") ? new EventSink.Refused(text) : tryAgain(e);
  }

  private static EventSink.Result tryAgain(JedisException e) {
    return new EventSink.TryAgain(
        "Redis does not store the entry: " + e.getMessage(), Optional.empty());
  }

  @Override
  public void close() {
    connections.close();
  }
}
