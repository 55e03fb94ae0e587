package dev.coffer.webhook;

import dev.coffer.ConfigurationException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.event.DeadLetter;
import dev.coffer.event.EventLog;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.Intent;
import dev.coffer.event.OnFull;
import dev.coffer.event.PathPattern;
import dev.coffer.event.ReceiverState;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Events in one SQLite file, which survive a crash and which several processes of one machine may
 * share.
 *
 * <p>An intent is on the disk before its change is made; intents of many threads share one sync.
 * The confirmation needs no sync: when it is lost, the intent is found and settled by the path's
 * present state. Which process is alive, and which of them delivers to a receiver, is known by
 * locks that end with their process.
 *
 * <p>Not for a file that several machines share over a network.
 */
public final class Outbox implements EventLog {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);

  /** Positions of locks: a process's number, the settling, a receiver's number from here. */
  private static final long SETTLING = 1L << 40;

  private static final long RECEIVERS = 1L << 41;

  private final Path file;
  private final InstantSource clock;
  private final ProcessLocks locks;
  private final GroupCommit database;
  private final Reader reader;
  private final Room room;
  private final long owner;
  private final ProcessLocks.Held alive;
  private final List<Consumer<FileEvent>> listeners = new CopyOnWriteArrayList<>();
  private final List<OutboxQueue> queues = new CopyOnWriteArrayList<>();
  private volatile @Nullable Function<FilePath, Optional<FileInfo>> store;
  private volatile boolean closed;

  /**
   * Opens an outbox for a million events, which refuses changes when it is full.
   *
   * @param file made when it is missing, readable by this user alone; others of its name with an
   *     ending lie beside it
   * @throws ConfigurationException when it cannot be opened
   */
  public Outbox(Path file) {
    this(file, 1_000_000, OnFull.FAIL);
  }

  /**
   * Opens an outbox.
   *
   * @param file made when it is missing, readable by this user alone; others of its name with an
   *     ending lie beside it
   * @param max about how many events it keeps: delivered ones go first, then dead letters
   * @param onFull what happens when so many are not delivered
   * @throws ConfigurationException when it cannot be opened
   */
  public Outbox(Path file, long max, OnFull onFull) {
    this(file, max, onFull, InstantSource.system());
  }

  Outbox(Path file, long max, OnFull onFull, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.room = new Room(max, onFull, this::name);
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      create(file);
      this.locks = ProcessLocks.open(file.resolveSibling(file.getFileName() + ".lock"));
      opened.push(locks);
      Connection connection = Schema.connect(file);
      opened.push(connection);
      if (!Schema.prepare(connection)) {
        throw new IOException("it was made by a later version of Coffer");
      }
      this.reader = new Reader(Schema.connect(file));
      opened.push(reader);
      this.database = new GroupCommit(connection);
      opened.push(database);
      this.owner = newOwner();
      this.alive = locks.tryLock(owner).orElseThrow(() -> new IOException("its lock is taken"));
    } catch (IOException | SQLException e) {
      opened.forEach(Outbox::closeQuietly);
      throw wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private static void closeQuietly(AutoCloseable opened) {
    try {
      opened.close();
    } catch (Exception e) {
      LOG.debug("an outbox that could not be opened cannot be closed", e);
    }
  }

  private static void create(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      Files.createFile(file, privately(file));
    } catch (FileAlreadyExistsException e) {
      // It is opened again.
    }
  }

  private static FileAttribute<?>[] privately(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private ConfigurationException wrong(String reason, @Nullable Exception e) {
    return new ConfigurationException("open", "", name(), "it cannot be opened: " + reason, e);
  }

  private String name() {
    return "outbox:" + file;
  }

  private long newOwner() throws SQLException {
    long[] id = new long[1];
    database.await(
        db -> id[0] = inserted(db.statement("INSERT INTO owners DEFAULT VALUES")), false);
    return id[0];
  }

  private static long inserted(PreparedStatement insert) throws SQLException {
    insert.executeUpdate();
    try (ResultSet key = insert.getGeneratedKeys()) {
      key.next();
      return key.getLong(1);
    }
  }

  // ---- Changes

  @Override
  public Change begin(Intent intent) {
    ensureOpen();
    long[] id = new long[1];
    try {
      database.await(
          db -> {
            room.make(db, intent);
            PreparedStatement insert =
                db.statement("INSERT INTO intents(owner, type, paths, source) VALUES (?,?,?,?)");
            Rows.bind(insert, owner, intent);
            id[0] = inserted(insert);
          },
          true);
    } catch (SQLException e) {
      throw translate(intent, e);
    }
    return events -> end(id[0], events);
  }

  private void end(long intent, List<FileEvent> events) {
    if (!closed) {
      List<FileEvent> recorded = new ArrayList<>();
      database.leave(db -> end(db, intent, events, recorded), () -> tell(recorded));
    }
  }

  private static void end(
      GroupCommit db, long intent, List<FileEvent> events, List<FileEvent> recorded)
      throws SQLException {
    recorded.clear();
    PreparedStatement delete = db.statement("DELETE FROM intents WHERE id = ?");
    delete.setLong(1, intent);
    if (delete.executeUpdate() == 0) {
      return; // another process has settled it
    }
    for (FileEvent event : events) {
      recorded.add(append(db, event, "SELECT ?, id FROM receivers"));
    }
  }

  /** Adds an event for the receivers that a query gives with the event's number. */
  private static FileEvent append(GroupCommit db, FileEvent event, String receivers)
      throws SQLException {
    PreparedStatement insert =
        db.statement("INSERT INTO events(" + Rows.EVENT_COLUMNS + ") VALUES (?,?,?,?,?,?,?)");
    Rows.bind(insert, event);
    long order = inserted(insert);
    PreparedStatement pending =
        db.statement("INSERT OR IGNORE INTO pending(seq, receiver) " + receivers);
    pending.setLong(1, order);
    pending.executeUpdate();
    return event.numbered(order);
  }

  private void tell(List<FileEvent> recorded) {
    for (FileEvent event : recorded) {
      listeners.forEach(listener -> listener.accept(event));
    }
    if (!recorded.isEmpty()) {
      queues.forEach(OutboxQueue::news);
    }
  }

  private RuntimeException translate(Intent intent, SQLException e) {
    boolean full =
        e instanceof SQLiteException sqlite
            && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
    String path = intent.paths().get(0).toString();
    return full
        ? new StorageFullException("announce", path, name(), "the disk is full", e)
        : new StorageFailureException("announce", path, name(), e.getMessage(), e);
  }

  StorageFailureException failed(SQLException e) {
    return new StorageFailureException("read", "", name(), e.getMessage(), e);
  }

  void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the outbox is closed: " + name());
    }
  }

  // ---- Changes whose process is gone

  @Override
  public int settle(Function<FilePath, Optional<FileInfo>> look) {
    store = look;
    try (ProcessLocks.Held settling = locks.tryLock(SETTLING).orElse(null)) {
      return settling == null ? 0 : settleAll(look);
    } catch (IOException e) {
      throw new StorageFailureException("read", "", name(), e.getMessage(), e);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The same, for processes that have ended since. */
  void settleAgain() {
    Function<FilePath, Optional<FileInfo>> look = store;
    if (look != null) {
      settle(look);
    }
  }

  private int settleAll(Function<FilePath, Optional<FileInfo>> look)
      throws SQLException, IOException {
    List<Long> owners =
        reader.list(
            "SELECT DISTINCT owner FROM intents WHERE owner <> ?",
            row -> row.setLong(1, owner),
            row -> row.getLong(1));
    int count = 0;
    for (long other : owners) {
      if (isGone(other)) {
        count += settleOwner(other, look);
      }
    }
    return count;
  }

  private boolean isGone(long other) throws IOException {
    Optional<ProcessLocks.Held> lock = locks.tryLock(other);
    if (lock.isPresent()) {
      lock.get().close();
    }
    return lock.isPresent();
  }

  private record Found(long id, Intent intent) {}

  private int settleOwner(long other, Function<FilePath, Optional<FileInfo>> look)
      throws SQLException {
    List<Found> all =
        reader.list(
            "SELECT id, type, paths, source FROM intents WHERE owner = ? ORDER BY id",
            row -> row.setLong(1, other),
            row -> new Found(row.getLong(1), Rows.intent(row)));
    int count = 0;
    for (Found found : all) {
      Instant now = clock.instant();
      List<FileEvent> events =
          found.intent.touched().stream()
              .map(path -> FileEvent.found(path, look.apply(path), now))
              .toList();
      end(found.id, events);
      count += events.size();
    }
    database.flush();
    return count;
  }

  // ---- Receivers

  @Override
  public void listen(Consumer<FileEvent> listener) {
    listeners.add(listener);
  }

  @Override
  public EventQueue queue(String receiver) {
    ensureOpen();
    try {
      database.await(db -> register(db, receiver), false);
      long id =
          reader.one("SELECT id FROM receivers WHERE name = ?", row -> row.setString(1, receiver));
      forgetOthers(id);
      OutboxQueue queue = new OutboxQueue(this, id, database, reader);
      queues.add(queue);
      return queue;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void register(GroupCommit db, String receiver) throws SQLException {
    PreparedStatement insert =
        db.statement(
            "INSERT INTO receivers(name, seen) VALUES (?,?)"
                + " ON CONFLICT (name) DO UPDATE SET seen = excluded.seen");
    insert.setString(1, receiver);
    insert.setLong(2, Rows.nanos(clock.instant()));
    insert.executeUpdate();
  }

  /** A receiver that nobody has asked for in a week is one of an old configuration. */
  private void forgetOthers(long id) throws SQLException {
    long before = Rows.nanos(clock.instant().minus(FORGOTTEN_AFTER));
    List<Long> old =
        reader.list(
            "SELECT id FROM receivers WHERE id <> ? AND seen < ?",
            row -> {
              row.setLong(1, id);
              row.setLong(2, before);
            },
            row -> row.getLong(1));
    for (long each : old) {
      Optional<ProcessLocks.Held> unattended = attend(each);
      if (unattended.isPresent()) {
        database.await(db -> forget(db, each), false);
        release(unattended.get());
      }
    }
  }

  private static void forget(GroupCommit db, long receiver) throws SQLException {
    for (String table : List.of("pending WHERE receiver", "receivers WHERE id")) {
      PreparedStatement delete = db.statement("DELETE FROM " + table + " = ?");
      delete.setLong(1, receiver);
      delete.executeUpdate();
    }
  }

  Optional<ProcessLocks.Held> attend(long receiver) {
    try {
      return closed ? Optional.empty() : locks.tryLock(RECEIVERS + receiver);
    } catch (IOException e) {
      throw new StorageFailureException("read", "", name(), e.getMessage(), e);
    }
  }

  void release(ProcessLocks.Held lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StorageFailureException("close", "", name(), e.getMessage(), e);
    }
  }

  void left(OutboxQueue queue) {
    queues.remove(queue);
  }

  @Override
  public List<ReceiverState> receivers() {
    return read(
        "SELECT r.name, count(CASE WHEN p.dead = 0 THEN 1 END),"
            + " min(CASE WHEN p.dead = 0 THEN e.time END), count(CASE WHEN p.dead = 1 THEN 1 END),"
            + " r.dropped, r.answer FROM receivers r LEFT JOIN pending p ON p.receiver = r.id"
            + " LEFT JOIN events e ON e.seq = p.seq GROUP BY r.id ORDER BY r.name",
        row -> {},
        Outbox::state);
  }

  private static ReceiverState state(ResultSet row) throws SQLException {
    long oldest = row.getLong(3);
    Optional<Instant> time = row.wasNull() ? Optional.empty() : Optional.of(Rows.instant(oldest));
    return new ReceiverState(
        row.getString(1),
        row.getLong(2),
        time,
        row.getLong(4),
        row.getLong(5),
        Optional.ofNullable(row.getString(6)));
  }

  // ---- What is known

  @Override
  public List<FileEvent> events(long after, int max) {
    return read(
        "SELECT seq, " + Rows.EVENT_COLUMNS + " FROM events WHERE seq > ? ORDER BY seq LIMIT ?",
        row -> {
          row.setLong(1, after);
          row.setInt(2, max);
        },
        Rows::event);
  }

  private record Dead(DeadLetter letter, long receiver) {}

  private List<Dead> dead() {
    return read(
        "SELECT e.seq, e.id, e.type, e.path, e.source, e.size, e.etag, e.time,"
            + " r.name, p.attempts, p.reason, r.id FROM pending p JOIN events e ON e.seq = p.seq"
            + " JOIN receivers r ON r.id = p.receiver WHERE p.dead = 1 ORDER BY e.seq",
        row -> {},
        row ->
            new Dead(
                new DeadLetter(
                    row.getString(9), Rows.event(row), row.getInt(10), row.getString(11)),
                row.getLong(12)));
  }

  @Override
  public List<DeadLetter> deadLetters() {
    return dead().stream().map(Dead::letter).toList();
  }

  @Override
  public int replayDead(PathPattern pattern) {
    List<Dead> chosen =
        dead().stream().filter(dead -> pattern.matches(dead.letter.event())).toList();
    List<FileEvent> recorded = new ArrayList<>();
    write(
        db -> {
          for (Dead dead : chosen) {
            PreparedStatement delete =
                db.statement("DELETE FROM pending WHERE seq = ? AND receiver = ?");
            delete.setLong(1, dead.letter.event().order());
            delete.setLong(2, dead.receiver);
            delete.executeUpdate();
            recorded.add(append(db, dead.letter.event(), "VALUES (?, " + dead.receiver + ")"));
          }
        });
    tell(recorded);
    return chosen.size();
  }

  @Override
  public int replay(Instant since, PathPattern pattern) {
    List<FileEvent> recorded = new ArrayList<>();
    List<FileEvent> page = events(0, Room.PAGE);
    long end = page.isEmpty() ? 0 : last();
    while (!page.isEmpty()) {
      List<FileEvent> chosen =
          page.stream()
              .filter(event -> event.order() <= end)
              .filter(event -> !event.time().isBefore(since) && pattern.matches(event))
              .toList();
      write(
          db -> {
            for (FileEvent event : chosen) {
              recorded.add(append(db, event, "SELECT ?, id FROM receivers"));
            }
          });
      long seen = page.get(page.size() - 1).order();
      page = seen >= end ? List.of() : events(seen, Room.PAGE);
    }
    tell(recorded);
    return recorded.size();
  }

  private long last() {
    return read("SELECT max(seq) FROM events", row -> {}, row -> row.getLong(1)).get(0);
  }

  private void write(GroupCommit.Work work) {
    try {
      database.await(work, true);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private <T> List<T> read(String sql, Reader.Binding binding, Reader.Row<T> row) {
    ensureOpen();
    try {
      database.flush();
      return reader.list(sql, binding, row);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      queues.forEach(OutboxQueue::close);
      database.close();
      reader.close();
      alive.close();
      locks.close();
    } catch (IOException | SQLException e) {
      throw new StorageFailureException("close", "", name(), e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
