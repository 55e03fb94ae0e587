package dev.coffer.postgres;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.delivery.table.Database;
import dev.coffer.delivery.table.OutboxColumns;
import dev.coffer.delivery.table.OutboxLock;
import dev.coffer.delivery.table.OutboxLockName;
import dev.coffer.delivery.table.OutboxSession;
import dev.coffer.delivery.table.OutboxSlice;
import dev.coffer.delivery.table.OutboxTables;
import dev.coffer.delivery.table.TableEventLog;
import dev.coffer.event.EventQueue;
import dev.coffer.event.ReceiverState;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of an outbox in PostgreSQL, as one node has them open. */
final class PostgresTables implements OutboxTables {
  static final Logger LOG = LoggerFactory.getLogger("dev.coffer.delivery.Outbox");

  private final PostgresDatabase database;
  private final OutboxColumns columns = new PostgresColumns();
  private final PostgresStatements statements;
  private final PostgresLeases leases;
  private final PostgresNews news;
  private final PostgresSlices slices;
  private volatile Runnable callback = () -> {};

  PostgresTables(PostgresDatabase database) {
    this.database = database;
    prepare();
    this.statements = new PostgresStatements(database);
    try {
      this.leases = new PostgresLeases(statements, database.options());
    } catch (SQLException e) {
      statements.close();
      throw wrong(database, e);
    }
    this.slices = new PostgresSlices(statements, leases, database.options());
    this.news = new PostgresNews(database, this::tell);
  }

  /** Returns whether a database has such tables, of any version. */
  static boolean exist(PostgresDatabase database) {
    try (PostgresSession session = database.session()) {
      return PostgresSchema.version(session, database.options().schema()) != 0;
    } catch (SQLException e) {
      throw wrong(database, e);
    }
  }

  /** Returns what the tables of a database say of the receivers; nothing is changed. */
  static List<ReceiverState> receivers(PostgresDatabase database) {
    try (PostgresSession session = database.session()) {
      requireKnown(PostgresSchema.version(session, database.options().schema()), database);
      return TableEventLog.receivers(session, new PostgresColumns());
    } catch (SQLException e) {
      throw wrong(database, e);
    }
  }

  private void prepare() {
    try (PostgresSession session = database.session()) {
      requireKnown(PostgresSchema.prepare(session, database.options().schema()), database);
    } catch (SQLException e) {
      throw wrong(database, e);
    }
  }

  private static void requireKnown(int version, PostgresDatabase database) {
    if (version != PostgresSchema.VERSION) {
      throw new ConfigurationException(
          new ErrorContext("open", "", database.toString()),
          "its tables are those of another version of Coffer: choose another schema",
          null);
    }
  }

  /** Whatever a person must mend is an error of the configuration. */
  private static FileStoreException wrong(PostgresDatabase database, SQLException e) {
    return PostgresErrors.mayPass(e)
        ? PostgresErrors.of("open", "", database.toString(), database.grants(), e)
        : new ConfigurationException(
            new ErrorContext("open", "", database.toString()),
            "it cannot be opened: " + PostgresErrors.hint(database.grants(), e),
            e);
  }

  private void tell() {
    leases.askAgain();
    callback.run();
  }

  @Override
  public OutboxSession connect() throws SQLException {
    return database.session();
  }

  @Override
  public OutboxColumns columns() {
    return columns;
  }

  @Override
  public long owner() {
    return leases.owner();
  }

  @Override
  public boolean isGone(long other) {
    return ask(() -> leases.isGone(other));
  }

  @Override
  public Optional<OutboxLock> tryLock(OutboxLockName name) {
    return ask(() -> slices.take(name).map(lease -> lease));
  }

  @Override
  public boolean isFree(OutboxLockName name) {
    return ask(() -> leases.isFree(name.toString()));
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }

  private <T> T ask(Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw failure("read", "", e);
    }
  }

  @Override
  public void ensureUsable(Database transaction, String path) {
    // A table that is missing is an error of the statement.
  }

  @Override
  public FileStoreException failure(String operation, String path, SQLException e) {
    return PostgresErrors.of(operation, path, toString(), database.grants(), e);
  }

  @Override
  public boolean isBusy(SQLException e) {
    return PostgresErrors.isBusy(e);
  }

  @Override
  public FileStoreException whileOpening(StorageFailureException e) {
    return e;
  }

  @Override
  public long patience() {
    return PostgresSession.PATIENCE_MILLIS;
  }

  @Override
  public Runnable upkeep() {
    return () -> {};
  }

  @Override
  public String next(OutboxSlice slice) {
    return slices.next(slice);
  }

  @Override
  public int slices() {
    return database.options().shards();
  }

  @Override
  public int sharers(long receiver) {
    return ask(() -> slices.sharers(receiver));
  }

  @Override
  public List<EventQueue.Waiting> ready(
      long receiver, OutboxSlice slice, List<EventQueue.Waiting> taken) {
    return ask(() -> slices.ready(receiver, slice, taken));
  }

  @Override
  public void onNews(Runnable listener) {
    callback = listener;
  }

  /** Returns whether the tables are only looked at now and then. */
  boolean isPolling() {
    return news.isPolling();
  }

  @Override
  public void close() {
    news.close();
    try (statements) {
      leases.close();
    }
  }

  @Override
  public String toString() {
    return database.toString();
  }
}
