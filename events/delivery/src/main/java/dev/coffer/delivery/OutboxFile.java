package dev.coffer.delivery;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.event.Intent;
import dev.coffer.io.FileOwner;
import dev.coffer.io.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of an outbox, with its writer, its readers and its locks. Errors are translated into
 * those of a store.
 */
final class OutboxFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final Path file;

  /**
   * The parts to close, the latest first: deferred work is committed before the lock of this
   * process is released.
   */
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private final ProcessLocks locks;
  private final GroupCommit commits;
  private final OutboxReader reader;
  private final SameFile same;
  private final long owner;
  private volatile boolean closed;

  /** Opens or creates the file; each change waits that long for another writing process. */
  OutboxFile(Path file, long patience) {
    this.file = file;
    try {
      create(file);
      this.locks = opened(ProcessLocks.open(create(beside(file))));
      this.same = new SameFile(file);
      this.reader = opened(new OutboxReader(new Database(this::connect).open()));
      this.owner = newOwner(file);
      opened(locks.tryLock(owner).orElseThrow(() -> new IOException("its lock is taken")));
      Database beside = opened(new Database(this::connect));
      this.commits = opened(new GroupCommit(new Database(this::connect).open(), beside, patience));
    } catch (IOException e) {
      throw unopened(OutboxErrors.hint(e), e);
    } catch (SQLException e) {
      throw unopened(OutboxErrors.hint(e), e);
    }
  }

  private ConfigurationException unopened(@Nullable String reason, Exception e) {
    opened.forEach(OutboxFile::closeQuietly);
    return wrong(reason, e);
  }

  private ConfigurationException wrong(@Nullable String reason, Exception e) {
    return new ConfigurationException(
        new ErrorContext("open", "", toString()), "it cannot be opened: " + reason, e);
  }

  private static long newOwner(Path file) throws IOException, SQLException {
    try (Connection connection = Schema.connect(file)) {
      Schema.prepare(connection);
      return Schema.newOwner(connection);
    }
  }

  /**
   * Opens a connection to the file that this object has opened, and not to another with its name.
   */
  private Connection connect() throws SQLException {
    Optional<String> trouble = same.trouble();
    if (trouble.isPresent()) {
      throw new SQLException(trouble.get());
    }
    return Schema.connect(file);
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  private static void closeQuietly(AutoCloseable part) {
    try {
      part.close();
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

  /** Returns the number of this process among those that have opened the file. */
  long owner() {
    return owner;
  }

  /** Returns whether the process with a number has ended. */
  boolean isGone(long other) {
    return isFree(other);
  }

  /** Returns whether no process has a lock. */
  boolean isFree(long position) {
    Optional<ProcessLocks.Held> lock = tryLock(position);
    lock.ifPresent(this::release);
    return lock.isPresent();
  }

  /** Takes a lock, until it is released or the process ends; returns empty if it is taken. */
  Optional<ProcessLocks.Held> tryLock(long position) {
    try {
      return closed ? Optional.empty() : locks.tryLock(position);
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  void release(ProcessLocks.Held lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw failed("close", e);
    }
  }

  /** Does work for a change and returns once it is on the disk. */
  void begin(Intent intent, GroupCommit.Work work) {
    ensureOpen();
    String path = intent.paths().get(0).toString();
    try {
      commits.await(
          db -> {
            ensureThere(db, path);
            work.run(db);
          },
          true,
          () -> {});
    } catch (SQLException e) {
      throw OutboxErrors.of("announce", path, toString(), e);
    }
  }

  /** Throws if the file was deleted: what is written into it would be lost with this process. */
  private void ensureThere(Database database, String path) {
    Optional<String> trouble = same.troubleIn(database);
    if (trouble.isPresent()) {
      throw new StorageFailureException(
          new ErrorContext("announce", path, toString()), trouble.get(), null);
    }
  }

  /**
   * Returns the error of a step in the opening of a store: damage is reported as when the file is
   * opened.
   */
  FileStoreException whileOpening(StorageFailureException e) {
    return e.getCause() instanceof SQLException cause && OutboxErrors.isDamage(cause)
        ? wrong(OutboxErrors.hint(cause), e)
        : e;
  }

  /** Defers work to be done soon; ignored if this is closed. */
  void defer(GroupCommit.Work work, Runnable after) {
    if (!closed) {
      commits.defer(work, after);
    }
  }

  /** Does work and returns once it is committed; it is on the disk when a later change is. */
  void write(GroupCommit.Work work) {
    write(work, false, () -> {});
  }

  /** Does work, runs an action once it is on the disk, and then returns. */
  void write(GroupCommit.Work work, Runnable after) {
    write(work, true, after);
  }

  private void write(GroupCommit.Work work, boolean synced, Runnable after) {
    ensureOpen();
    try {
      commits.await(work, synced, after);
    } catch (SQLException e) {
      throw OutboxErrors.of("write", "", toString(), e);
    }
  }

  /** Reads what is committed, including all work deferred before. */
  <T> List<T> read(String sql, OutboxReader.Binding binding, OutboxReader.Row<T> row) {
    ensureOpen();
    try {
      commits.flush();
      return reader.list(sql, binding, row);
    } catch (SQLException e) {
      throw OutboxErrors.of("read", "", toString(), e);
    }
  }

  private StorageFailureException failed(String operation, Exception e) {
    return new StorageFailureException(
        new ErrorContext(operation, "", toString()), e.getMessage(), e);
  }

  void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the outbox is closed: " + this);
    }
  }

  /** Commits deferred work; a second close does nothing. */
  @Override
  public void close() {
    closed = true;
    while (true) {
      AutoCloseable part;
      synchronized (this) {
        part = opened.poll();
      }
      if (part == null) {
        return;
      }
      close(part);
    }
  }

  private void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw failed("close", e);
    }
  }

  @Override
  public String toString() {
    return "outbox:" + file;
  }
}
