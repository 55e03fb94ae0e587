package dev.coffer.delivery.table;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the tables of an outbox, its prepared statements and its transaction. Used by one
 * thread at a time.
 *
 * <p>After a failure the connection is closed and the next use opens another: a driver may close a
 * statement whose step failed, and the state after an error of the disk is not relied on.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.coffer.delivery.Outbox");

  /** Opens a connection. */
  interface Opening {
    OutboxSession open() throws SQLException;
  }

  /** Sets the parameters of a statement. */
  public interface Binding {
    /**
     * Sets the parameters.
     *
     * @param row the statement
     * @throws SQLException of the driver
     */
    void set(PreparedStatement row) throws SQLException;
  }

  private final Opening opening;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  /** The changes of this transaction that are still to be sent, in the order of their first. */
  private final Set<PreparedStatement> unsent = new LinkedHashSet<>();

  private @Nullable OutboxSession session;

  /** The latest number of this transaction; negative before it is queried. */
  private long number = -1;

  private long connections;
  private long transactions;
  private boolean repeated;

  Database(Opening opening) {
    this.opening = opening;
  }

  /** Opens the connection now. */
  Database open() throws SQLException {
    OutboxSession unused = session();
    return this;
  }

  /**
   * Returns a statement that is prepared once per connection. Everything that was {@linkplain
   * #change changed} before has been sent.
   *
   * @param sql the statement
   * @return not closed by the caller
   * @throws SQLException if what was changed before failed
   */
  public PreparedStatement statement(String sql) throws SQLException {
    send();
    return prepared(sql);
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = session().connection().prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  /**
   * Makes a change, at the latest with the commit. Changes by different statements may be made in
   * another order than that of the calls.
   *
   * @param sql the statement
   * @param binding sets its parameters
   * @return whether a row was changed; true also if that is not known yet
   * @throws SQLException if it failed
   */
  boolean change(String sql, Binding binding) throws SQLException {
    PreparedStatement statement = prepared(sql);
    binding.set(statement);
    if (!session().isRemote()) {
      return statement.executeUpdate() > 0;
    }
    statement.addBatch();
    unsent.add(statement);
    return true;
  }

  private void send() throws SQLException {
    for (PreparedStatement statement : unsent) {
      int[] unused = statement.executeBatch();
    }
    unsent.clear();
  }

  private OutboxSession session() throws SQLException {
    OutboxSession opened = session;
    if (opened == null) {
      opened = opening.open();
      session = opened;
      connections++;
    }
    return opened;
  }

  /**
   * Begins a transaction that writes.
   *
   * @param synced whether the commit syncs the disk
   * @param wait the maximum milliseconds to wait for another writing process
   */
  void begin(boolean synced, long wait) throws SQLException {
    beginAnyhow(opened -> opened.begin(synced, wait));
    number = -1;
    transactions++;
  }

  void beginToRead() throws SQLException {
    beginAnyhow(OutboxSession::beginToRead);
  }

  private interface Beginning {
    void in(OutboxSession session) throws SQLException;
  }

  /** Begins in another connection if that of before was lost while it was not used. */
  private void beginAnyhow(Beginning beginning) throws SQLException {
    boolean isNew = session == null;
    OutboxSession opened = session();
    try {
      beginning.in(opened);
    } catch (SQLException e) {
      if (isNew || !opened.isLost(e)) {
        throw e;
      }
      LOG.debug("the connection to the outbox was lost and is opened again", e);
      drop();
      beginning.in(session());
    }
  }

  void endToRead() throws SQLException {
    session().endToRead();
  }

  /** Returns the number of the current connection, unique in this database object. */
  long connection() {
    return connections;
  }

  /** Returns the number of the current transaction, unique in this database object. */
  long transaction() {
    return transactions;
  }

  /** Sets whether the work that follows may have been committed before. */
  void repeating(boolean before) {
    repeated = before;
  }

  /** Returns whether the work may have been committed before, though its commit has failed. */
  boolean isRepeated() {
    return repeated;
  }

  /** Returns whether each statement costs a round trip. */
  boolean isRemote() {
    return session != null && session.isRemote();
  }

  /** Keeps other transactions from numbering and counting events, until the end of this one. */
  void lock() throws SQLException {
    session().lock();
  }

  void commit() throws SQLException {
    send();
    session().commit(number >= 0);
  }

  /**
   * Returns the next of ever-increasing numbers; only within a transaction.
   *
   * @param latest a query for the latest one before this transaction
   */
  long next(String latest) throws SQLException {
    if (number < 0) {
      lock();
      number = count(latest);
    }
    return ++number;
  }

  /** Returns the number in the first row of a query without parameters; 0 if there is no row. */
  long count(String query) throws SQLException {
    try (ResultSet row = statement(query).executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Closes the connection, which rolls back the transaction; the next use opens another. */
  void drop() {
    try {
      close();
    } catch (SQLException e) {
      LOG.debug("a connection that failed cannot be closed", e);
    }
  }

  @Override
  public void close() throws SQLException {
    statements.clear();
    unsent.clear();
    if (session != null) {
      try {
        session.close(); // with its statements
      } catch (SQLException | RuntimeException e) {
        session = null; // but after an Error, such as a full heap, the next close tries again
        throw e;
      }
      session = null;
    }
  }
}
