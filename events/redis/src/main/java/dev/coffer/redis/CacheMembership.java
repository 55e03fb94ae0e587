package dev.coffer.redis;

import dev.coffer.FilePath;
import dev.coffer.cache.SharedCache;
import dev.coffer.concurrent.Backoff;
import dev.coffer.concurrent.DaemonThreads;
import io.valkey.Protocol;
import io.valkey.exceptions.JedisConnectionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this process hears of the changes of the others, and they of its own.
 *
 * <p>A thread listens to the others. When its connection is lost, is silent for too long, or a call
 * fails anywhere, all files in memory are forgotten, and Redis is left alone until the thread has
 * joined again. What this process changed meanwhile was told to nobody, and a server that was
 * started again may know older values than this process has written: so a process that joins again
 * first puts all values in doubt.
 *
 * <p>It tells of its changes from the moment it hears of those of the others, and is current when
 * the values are in doubt: so one that changes files all the time joins again as well.
 */
final class CacheMembership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisCache.class);
  private static final Duration PULSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

  private final RedisAddress address;
  private final Duration patience;
  private final CacheKeys keys;
  private final String self;
  private final CacheScripts scripts;
  private final RedisConnections connections;
  private final SharedCache.Listener listener;
  private final Thread thread = DaemonThreads.unstarted("coffer-redis", this::run);
  private final Thread pulse = DaemonThreads.unstarted("coffer-redis-pulse", this::beat);
  private final CountDownLatch firstAttempt = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();

  /** How many changes were told to nobody, and how many of them are settled. */
  private long missed;

  private long settled;
  private volatile boolean telling;
  private volatile boolean current;
  private volatile boolean closed;
  private volatile @Nullable RedisConnection listening;
  private boolean warned;

  CacheMembership(
      RedisAddress address,
      Duration patience,
      CacheKeys keys,
      String self,
      CacheScripts scripts,
      RedisConnections connections,
      SharedCache.Listener listener) {
    this.address = address;
    this.patience = patience;
    this.keys = keys;
    this.self = self;
    this.scripts = scripts;
    this.connections = connections;
    this.listener = listener;
  }

  /** Joins, and waits for the first attempt, as long as a call may take. */
  void start() {
    thread.start();
    pulse.start();
    try {
      boolean unused = firstAttempt.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isCurrent() {
    return current;
  }

  /** Returns whether the others are told of changes, as they are before this cache is current. */
  boolean isTelling() {
    return telling;
  }

  /** Returns whether the others can be told of a change. If not, it is noted that they were not. */
  boolean canTell() {
    lock.lock();
    try {
      if (!telling) {
        missed++;
      }
      return telling;
    } finally {
      lock.unlock();
    }
  }

  /** A call failed: what was to be told may not have been, and what is known may be old. */
  void doubt(Exception reason) {
    lock.lock();
    try {
      telling = false;
      current = false;
      missed++;
    } finally {
      lock.unlock();
    }
    listener.changedBelow(FilePath.ROOT);
    warn(reason);
    RedisConnection open = listening;
    if (open != null) {
      open.close();
    }
  }

  private void run() {
    for (int attempt = 1; !closed; attempt++) {
      try (RedisConnection connection = address.open(patience)) {
        listening = connection;
        join(connection);
        attempt = 0;
        while (!closed) {
          connection.receive(LONGEST_SILENCE, this::heard);
        }
      } catch (RuntimeException e) {
        if (!closed) {
          lost(e);
        }
      }
      firstAttempt.countDown();
      if (!closed) {
        LockSupport.parkNanos(BACKOFF.pause(attempt + 1).toNanos());
      }
    }
  }

  private void lost(RuntimeException reason) {
    if (telling) {
      doubt(reason);
    } else {
      warn(reason);
    }
  }

  private void warn(Exception reason) {
    lock.lock();
    try {
      if (!warned && !closed) {
        warned = true;
        LOG.warn(
            "the cache in {} does not answer: files are read without it: {}",
            address,
            reason.toString());
      }
    } finally {
      lock.unlock();
    }
  }

  private void join(RedisConnection connection) {
    connections.restart(connection.run(patience));
    Object unused =
        connection.call(patience, Protocol.Command.SUBSCRIBE, RedisScript.bytes(keys.channel()));
    long noted = tellFromNow();
    if (noted != settled) {
      Object unusedAnswer = connections.eval(scripts.doubt(FilePath.ROOT));
    }
    listener.changedBelow(FilePath.ROOT);
    if (!settle(noted)) {
      throw new JedisConnectionException("a call failed while the cache was joined");
    }
    firstAttempt.countDown();
  }

  /** Returns how many changes were told to nobody before. */
  private long tellFromNow() {
    lock.lock();
    try {
      telling = !closed;
      return missed;
    } finally {
      lock.unlock();
    }
  }

  private boolean settle(long noted) {
    lock.lock();
    try {
      if (missed == noted && telling) {
        settled = noted;
        current = true;
        if (warned) {
          warned = false;
          LOG.info("the cache in {} answers again", address);
        }
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  private void heard(List<?> message) {
    if (message.size() == 3
        && message.get(0) instanceof byte[] kind
        && message.get(2) instanceof byte[] text
        && new String(kind, StandardCharsets.UTF_8).equals("message")) {
      CacheMessage told = CacheMessage.parse(new String(text, StandardCharsets.UTF_8));
      if (!told.sender().equals(self)) {
        told.tell(listener);
      }
    }
  }

  /** Has the server answer now and then, so that silence means that the connection is lost. */
  private void beat() {
    byte[] ping = RedisScript.bytes("*1\r\n$4\r\nPING\r\n");
    while (!closed) {
      RedisConnection open = listening;
      try {
        if (current && open != null) {
          open.send(ping);
        }
      } catch (IOException e) {
        // The thread that listens finds out as well.
      }
      LockSupport.parkNanos(PULSE.toNanos());
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      telling = false;
      current = false;
    } finally {
      lock.unlock();
    }
    RedisConnection open = listening;
    if (open != null) {
      open.close();
    }
    LockSupport.unpark(thread);
    LockSupport.unpark(pulse);
  }
}
