package dev.coffer.delivery.table;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.event.EventQueue;
import dev.coffer.event.ReceiverState;
import dev.coffer.io.FileOwner;
import dev.coffer.io.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of an outbox in SQLite, and its locks, which end with their process. Errors are
 * translated into those of a store.
 */
public final class SqliteTables implements OutboxTables {
  private static final Logger LOG = LoggerFactory.getLogger("dev.coffer.delivery.Outbox");

  /** Files that this process must not open again, and a connection to each. */
  private static final Map<Object, OutboxSession> UNSAFE = new ConcurrentHashMap<>();

  private final Path file;
  private final long patience;
  private final OutboxColumns columns = new SqliteColumns();
  private final ProcessLocks locks;
  private final SameFile same;
  private final Database beside = new Database(this::connect);
  private final long owner;
  private volatile boolean closed;

  private SqliteTables(Path file, long patience, ProcessLocks locks)
      throws IOException, SQLException {
    this.file = file;
    this.patience = patience;
    this.locks = locks;
    this.same = new SameFile(file);
    if (UNSAFE.containsKey(same.key().orElse(file))) {
      throw new IOException(SameFile.UNSAFE);
    }
    this.owner = newOwner(file);
    if (locks.tryLock(owner).isEmpty()) {
      throw new IOException("its lock is taken");
    }
  }

  /**
   * Opens or creates the file, with the usual patience.
   *
   * @param file readable only by this user if it is created
   * @return closed by the caller
   * @throws ConfigurationException if it cannot be opened
   * @throws StorageFailureException if another process keeps it locked, or its disk fails
   */
  public static SqliteTables open(Path file) {
    return open(file, Schema.BUSY_MILLIS);
  }

  /**
   * Opens or creates the file.
   *
   * @param file readable only by this user if it is created
   * @param patience how long each change waits for another writing process, in milliseconds
   * @return closed by the caller
   * @throws ConfigurationException if it cannot be opened
   * @throws StorageFailureException if another process keeps it locked, or its disk fails
   */
  public static SqliteTables open(Path file, long patience) {
    ProcessLocks locks = null;
    try {
      create(file);
      locks = ProcessLocks.open(create(beside(file)));
      return new SqliteTables(file, patience, locks);
    } catch (IOException e) {
      closeQuietly(locks);
      throw wrong(file, OutboxErrors.hint(e), e);
    } catch (SQLException e) {
      closeQuietly(locks);
      throw unopened(file, e);
    }
  }

  /**
   * Returns what an outbox knows of its receivers. Nothing is changed.
   *
   * @param file of an outbox
   * @return the states of their deliveries
   * @throws ConfigurationException if it cannot be read
   * @throws StorageFailureException if another process keeps it locked, or its disk fails
   */
  public static List<ReceiverState> receivers(Path file) {
    try (OutboxSession session = new SqliteSession(file)) {
      return Schema.isPrepared(session.connection())
          ? TableEventLog.receivers(session, new SqliteColumns())
          : List.of();
    } catch (IOException e) {
      throw wrong(file, OutboxErrors.hint(e), e);
    } catch (SQLException e) {
      throw unopened(file, e);
    }
  }

  /** What may pass by itself is reported as when a change meets it. */
  static FileStoreException unopened(Path file, SQLException e) {
    return OutboxErrors.mayPass(e)
        ? OutboxErrors.of("open", "", "outbox:" + file, e)
        : wrong(file, OutboxErrors.hint(e), e);
  }

  private static ConfigurationException wrong(Path file, @Nullable String reason, Exception e) {
    return new ConfigurationException(
        new ErrorContext("open", "", "outbox:" + file), "it cannot be opened: " + reason, e);
  }

  private static long newOwner(Path file) throws IOException, SQLException {
    try (Connection connection = Schema.connect(file)) {
      Schema.prepare(connection);
      return Schema.newOwner(connection);
    }
  }

  private static void closeQuietly(@Nullable AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) {
      LOG.debug("an outbox that could not be opened cannot be closed", e);
    }
  }

  private static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".lock");
  }

  /** For the owner of the directory alone, also if root is the first to open it. */
  private static Path create(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      Files.createFile(file, OwnerOnly.file(file));
      FileOwner.inherit(file);
    } catch (FileAlreadyExistsException e) {
      // It is opened again.
    }
    return file;
  }

  /**
   * Opens a connection to the file that this object has opened, and not to another with its name.
   */
  @Override
  public OutboxSession connect() throws SQLException {
    Optional<String> trouble = same.trouble();
    if (trouble.isPresent()) {
      throw new SQLException(trouble.get());
    }
    return new SqliteSession(file);
  }

  @Override
  public OutboxColumns columns() {
    return columns;
  }

  @Override
  public long owner() {
    return owner;
  }

  @Override
  public boolean isGone(long other) {
    return isFree(other);
  }

  @Override
  public boolean isFree(OutboxLockName name) {
    return isFree(position(name));
  }

  private boolean isFree(long position) {
    Optional<OutboxLock> lock = tryLock(position);
    lock.ifPresent(OutboxLock::release);
    return lock.isPresent();
  }

  @Override
  public Optional<OutboxLock> tryLock(OutboxLockName name) {
    return tryLock(position(name));
  }

  /** Returns the byte of the lock file; those of the processes are their numbers. */
  private static long position(OutboxLockName name) {
    return switch (name.purpose()) {
      case SETTLE -> 1L << 40;
      case DELIVER -> (1L << 41) + name.receiver();
      case HURRY -> (1L << 42) + name.receiver();
    };
  }

  private Optional<OutboxLock> tryLock(long position) {
    try {
      return closed ? Optional.empty() : locks.tryLock(position).map(SystemLock::new);
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /** A lock that nobody else can take before it is released. */
  private final class SystemLock implements OutboxLock {
    private final ProcessLocks.Held held;

    SystemLock(ProcessLocks.Held held) {
      this.held = held;
    }

    @Override
    public boolean isHeld() {
      return true;
    }

    @Override
    public boolean isHeld(Database database) {
      return true;
    }

    @Override
    public void release() {
      try {
        held.close();
      } catch (IOException e) {
        throw failed("close", e);
      }
    }
  }

  /** Throws if the file was deleted: what is written into it would be lost with this process. */
  @Override
  public void ensureUsable(Database database, String path) {
    Optional<String> trouble = same.seen();
    if (trouble.isPresent()) {
      throw new StorageFailureException(
          new ErrorContext("announce", path, toString()), trouble.get(), null);
    }
  }

  @Override
  public FileStoreException failure(String operation, String path, SQLException e) {
    return OutboxErrors.of(operation, path, toString(), e);
  }

  @Override
  public boolean isBusy(SQLException e) {
    return OutboxErrors.isBusy(e);
  }

  /** Damage is reported as when the file is opened. */
  @Override
  public FileStoreException whileOpening(StorageFailureException e) {
    return e.getCause() instanceof SQLException cause && OutboxErrors.isDamage(cause)
        ? wrong(file, OutboxErrors.hint(cause), e)
        : e;
  }

  @Override
  public long patience() {
    return patience;
  }

  @Override
  public Runnable upkeep() {
    return this::checkpoint;
  }

  @Override
  public void begin(Database database) throws SQLException {
    same.check(database);
    if (same.isUnsafe()) {
      holdOpen();
      throw new SQLException(SameFile.UNSAFE);
    }
  }

  /**
   * Keeps a connection open until the process ends: as long as there is one, the close of another
   * copies nothing from the log.
   */
  private void holdOpen() throws SQLException {
    Object key = same.key().orElse(file);
    if (!UNSAFE.containsKey(key)) {
      OutboxSession last = new SqliteSession(file);
      OutboxSession before = UNSAFE.putIfAbsent(key, last);
      if (before != null) {
        last.close();
      }
    }
  }

  @Override
  public void beforeClose() {
    try {
      if (same.isUnsafeNow()) {
        holdOpen();
      }
    } catch (SQLException e) {
      LOG.debug("an outbox that is closed cannot be checked", e);
    }
  }

  private void checkpoint() {
    try {
      if (same.isUnsafeNow()) {
        return;
      }
      long unused = beside.count("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (SQLException e) {
      LOG.debug("the write-ahead log of the outbox is kept for now", e);
      beside.drop();
    }
  }

  @Override
  public String next(OutboxSlice slice) {
    return OutboxQueue.NEXT;
  }

  @Override
  public int slices() {
    return 1;
  }

  @Override
  public int sharers(long receiver) {
    return 1;
  }

  @Override
  public List<EventQueue.Waiting> ready(
      long receiver, OutboxSlice slice, List<EventQueue.Waiting> taken) {
    return taken;
  }

  @Override
  public void onNews(Runnable callback) {
    // Dispatchers look at the file often, which costs little.
  }

  private StorageFailureException failed(String operation, Exception e) {
    return new StorageFailureException(
        new ErrorContext(operation, "", toString()), e.getMessage(), e);
  }

  @Override
  public void close() throws IOException, SQLException {
    closed = true;
    try (locks) {
      beside.close();
    }
  }

  @Override
  public String toString() {
    return "outbox:" + file;
  }
}
