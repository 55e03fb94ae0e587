package dev.coffer.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tables of locks that this process has open. A file is opened once for all its users, by
 * whatever path they reach it, and closed with the last.
 */
final class LockTables {
  /** The same for all class loaders, as literals are. */
  private static final Object JVM = "dev.coffer.local.LockTable";

  private static final ReentrantLock TURN = new ReentrantLock();
  private static final Condition OPENED = TURN.newCondition();

  /** The files that are being opened. Guarded by {@link #TURN}. */
  private static final Set<Path> OPENING = new HashSet<>();

  /** By the identity of the file. Guarded by {@link #JVM}. */
  private static final Map<Object, LockTable> OPEN = new HashMap<>();

  /** How long a lock is waited for; tests wait less. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private LockTables() {}

  /**
   * Opens a table.
   *
   * @param area the directory of the table's file
   * @param path the table's file, created if it is missing
   */
  static LockTable make(DirectoryHandle area, Path path) throws IOException {
    return make(area, path, PATIENCE);
  }

  /** The same with another patience, unless the table is open already. */
  static LockTable make(DirectoryHandle area, Path path, Duration patience) throws IOException {
    Path name = path.getFileName();
    LockTable made =
        open(
            path,
            patience,
            () -> Optional.of(LockFile.make(area, name.toString())),
            () -> identity(area, name, path));
    return Objects.requireNonNull(made);
  }

  /** Opens an existing table; returns null if there is none. */
  static @Nullable LockTable find(Path path) throws IOException {
    return find(path, anybodys -> {});
  }

  /** A condition of a table's file; fails if it does not hold. */
  interface Check {
    void run(Path file) throws IOException;
  }

  /** The same, with a check of the file before it is opened and after that. */
  static @Nullable LockTable find(Path path, Check check) throws IOException {
    return open(path, PATIENCE, () -> LockFile.find(path, check), () -> identity(path));
  }

  /**
   * Opens a table once for all its users. A process that is stopped while it creates a file keeps
   * waiting those who open the same file, and nobody else.
   */
  private static @Nullable LockTable open(
      Path path,
      Duration patience,
      FileWork.OnDisk<Optional<LockFile>> opening,
      FileWork.OnDisk<Object> identity)
      throws IOException {
    begin(path);
    try {
      LockTable open = share(path);
      if (open != null) {
        return open;
      }
      Optional<LockFile> file = opening.run();
      return file.isEmpty() ? null : keep(identity, file.get(), patience);
    } finally {
      end(path);
    }
  }

  private static void begin(Path path) throws IOException {
    TURN.lock();
    try {
      while (!OPENING.add(path)) {
        OPENED.await();
      }
    } catch (InterruptedException e) {
      throw FileWork.interrupted(e);
    } finally {
      TURN.unlock();
    }
  }

  private static void end(Path path) {
    TURN.lock();
    try {
      OPENING.remove(path);
      OPENED.signalAll();
    } finally {
      TURN.unlock();
    }
  }

  private static @Nullable LockTable share(Path path) throws IOException {
    try {
      return share(identity(path));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static @Nullable LockTable share(Object identity) {
    synchronized (JVM) {
      LockTable open = OPEN.get(identity);
      if (open != null) {
        open.users++;
      }
      return open;
    }
  }

  private static LockTable keep(FileWork.OnDisk<Object> look, LockFile file, Duration patience)
      throws IOException {
    try {
      Object identity = look.run();
      synchronized (JVM) {
        LockTable other = share(identity);
        if (other != null) {
          file.abandon(); // reached by another path at the same time
          return other;
        }
        LockTable table = new LockTable(file, identity, patience);
        OPEN.put(identity, table);
        return table;
      }
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /**
   * Distinguishes the file at a path from others; the path itself if the system has no file keys.
   */
  static Object identity(Path path) throws IOException {
    return Objects.requireNonNullElse(FileAttributes.read(path).fileKey(), path);
  }

  /** The same of a file in a directory that is open. */
  private static Object identity(DirectoryHandle area, Path name, Path path) throws IOException {
    FileAttributes found = area.stat(name);
    if (found == null) {
      throw new NoSuchFileException(path.toString());
    }
    return Objects.requireNonNullElse(found.identity(), path);
  }

  /** Runs an action if a table has one user, and keeps others from opening it meanwhile. */
  static void ifUsedOnce(Object identity, FileWork.Task action)
      throws IOException, InterruptedException {
    synchronized (JVM) {
      if (Objects.requireNonNull(OPEN.get(identity)).users == 1) {
        action.run();
      }
    }
  }

  /** Ends one use of a table, and with the last runs what closes it. */
  static void endUse(Object identity, FileWork.Action closing) throws IOException {
    synchronized (JVM) {
      if (--Objects.requireNonNull(OPEN.get(identity)).users == 0) {
        OPEN.remove(identity);
        closing.run();
      }
    }
  }
}
