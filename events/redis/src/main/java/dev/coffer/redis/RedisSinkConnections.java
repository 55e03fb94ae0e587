package dev.coffer.redis;

import io.valkey.Connection;
import io.valkey.exceptions.JedisConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections of a sink: one for each delivery that is under way, kept for the next. */
final class RedisSinkConnections implements AutoCloseable {
  private final RedisAddress address;
  private final Duration patience;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Set<Connection> used = new HashSet<>();
  private boolean closed;

  RedisSinkConnections(RedisAddress address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /** Returns a connection that nobody else uses. */
  Connection take() {
    Connection kept = kept();
    return kept == null ? register(address.connect(patience)) : kept;
  }

  private synchronized @Nullable Connection kept() {
    Connection kept = idle.poll();
    return kept == null ? null : register(kept);
  }

  private synchronized Connection register(Connection taken) {
    if (closed) {
      taken.close();
      throw new JedisConnectionException("the connections are closed");
    }
    used.add(taken);
    return taken;
  }

  /** Gives back a connection on which every answer has been read. */
  synchronized void release(Connection taken) {
    used.remove(taken);
    if (closed) {
      taken.close();
    } else {
      idle.push(taken);
    }
  }

  /** Ends a connection, on which answers may be missing, and those that may be broken like it. */
  synchronized void discard(Connection taken) {
    used.remove(taken);
    taken.close();
    idle.forEach(Connection::close);
    idle.clear();
  }

  /** Ends all, also those that wait for an answer. */
  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(Connection::close);
    used.forEach(Connection::disconnect);
    idle.clear();
  }
}
