package dev.coffer.redis;

import io.valkey.Protocol;
import io.valkey.exceptions.JedisConnectionException;
import io.valkey.exceptions.JedisDataException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections for calls, as many as there are callers at a time, up to 64. All of them lead to the
 * same start of the server: after another, what it knows may be older.
 */
final class RedisConnections implements AutoCloseable {
  private static final int MOST = 64;

  private final RedisAddress address;
  private final Duration patience;
  private final Semaphore free = new Semaphore(MOST);
  private final Deque<RedisConnection> idle = new ConcurrentLinkedDeque<>();
  private volatile String run = "";
  private volatile boolean closed;

  RedisConnections(RedisAddress address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /**
   * Starts anew.
   *
   * @param expected the start of the server that all connections must lead to
   */
  void restart(String expected) {
    run = expected;
    closeIdle();
  }

  /** Returns the start of the server that all connections lead to. */
  String run() {
    return run;
  }

  /**
   * Evaluates a script.
   *
   * @throws JedisDataException if the server refuses
   * @throws JedisConnectionException if it does not answer in time
   */
  @Nullable Object eval(RedisScript script) {
    return call(Protocol.Command.EVAL, script.words());
  }

  @Nullable Object call(Protocol.Command command, byte[]... words) {
    if (!taken()) {
      throw new JedisConnectionException("all " + MOST + " connections are in use");
    }
    try {
      RedisConnection connection = connection();
      boolean usable = false;
      try {
        Object answer = connection.call(patience, command, words);
        usable = true;
        return answer;
      } catch (JedisDataException e) {
        usable = true;
        throw e;
      } finally {
        giveBack(connection, usable);
      }
    } finally {
      free.release();
    }
  }

  private boolean taken() {
    try {
      return free.tryAcquire() || free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private RedisConnection connection() {
    RedisConnection known = idle.pollFirst();
    if (known != null) {
      return known;
    }
    RedisConnection opened = address.open(patience);
    try {
      if (!opened.run(patience).equals(run)) {
        throw new JedisConnectionException("the server was started again");
      }
      return opened;
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  private void giveBack(RedisConnection connection, boolean usable) {
    if (usable) {
      idle.addFirst(connection);
    } else {
      connection.close();
    }
    if (closed) {
      closeIdle();
    }
  }

  private void closeIdle() {
    for (RedisConnection each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
      each.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    closeIdle();
  }
}
