package dev.coffer.postgres;

import dev.coffer.concurrent.DaemonThreads;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens for the events of other nodes, so that nobody waits until the tables are looked at again.
 * Behind a pooler, which passes no notifications on, it ends at once.
 */
final class PostgresNews implements AutoCloseable {
  private static final int WAIT_MILLIS = 10_000;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final PostgresDatabase database;
  private final Runnable news;
  private final Semaphore ending = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Connection listening;

  PostgresNews(PostgresDatabase database, Runnable news) {
    this.database = database;
    this.news = news;
    this.thread = DaemonThreads.unstarted("coffer-listen", this::run);
    thread.start();
  }

  static String channel(String schema) {
    return "coffer_" + schema.toLowerCase(Locale.ROOT);
  }

  /** Returns whether the tables are only looked at now and then. */
  boolean isPolling() {
    return listening == null;
  }

  private void run() {
    long pause = 1000;
    try {
      boolean again = true;
      while (again && !closed) {
        long begun = System.nanoTime();
        again = listenSafely();
        pause = System.nanoTime() - begun > TimeUnit.MINUTES.toNanos(1) ? 1000 : pause;
        boolean unused = again && ending.tryAcquire(pause, TimeUnit.MILLISECONDS);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      PostgresTables.LOG.debug("the tables of the outbox are looked at now and then");
    }
  }

  /** Returns whether it is worth to try again. */
  private boolean listenSafely() {
    try (Connection connection = database.open()) {
      if (isPooled(connection)) {
        PostgresTables.LOG.debug("a pooler passes no notifications on; the outbox is polled");
        return false;
      }
      listen(connection);
    } catch (SQLException e) {
      PostgresTables.LOG.debug("the outbox is polled until its database answers", e);
    } finally {
      listening = null;
    }
    return true;
  }

  /** A pooler answers with a process of its own invention. */
  private static boolean isPooled(Connection connection) throws SQLException {
    int said = connection.unwrap(PGConnection.class).getBackendPID();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      return !row.next() || row.getInt(1) != said;
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + channel(database.options().schema()));
      listening = connection;
      news.run(); // what came before
      while (!closed) {
        PGNotification[] come = connection.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
        if (come != null && come.length > 0) {
          news.run();
        } else {
          statement.execute("SELECT 1"); // whether somebody is there
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    ending.release();
    Connection connection = listening;
    if (connection != null) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        PostgresTables.LOG.debug("a connection cannot be ended", e);
      }
    }
  }
}
