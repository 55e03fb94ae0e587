package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
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
  private static final Map<Object, Use> OPEN = new HashMap<>();

  private LockTables() {}

  /** A table with the number of its users. */
  private static final class Use {
    final LockTable table;
    int users = 1;

    Use(LockTable table) {
      this.table = table;
    }
  }

  /**
   * Opens a table.
   *
   * @param area the directory of the table's file
   * @param path the table's file, made when it is missing
   */
  static LockTable make(Folder area, Path path) throws IOException {
    return make(area, path, Patience.USUAL);
  }

  /** The same with another patience, unless the table is open already. */
  static LockTable make(Folder area, Path path, Patience patience) throws IOException {
    Path name = path.getFileName();
    LockTable made =
        open(
            path,
            patience,
            () -> LockFile.make(area, name.toString()),
            () -> identity(area, name, path));
    return Objects.requireNonNull(made);
  }

  /** Opens a table that was made; gives null when there is none. */
  static @Nullable LockTable find(Path path) throws IOException {
    return find(path, anybodys -> {});
  }

  /** What must hold of a table's file; fails when it does not. */
  interface Check {
    void run(Path file) throws IOException;
  }

  /** The same if a check of its file, when it is opened, does not fail. */
  static @Nullable LockTable find(Path path, Check check) throws IOException {
    return open(
        path,
        Patience.USUAL,
        () -> {
          check.run(path);
          return LockFile.find(path, check);
        },
        () -> identity(path));
  }

  /** Opens a file; gives null when there is none. */
  private interface Opening {
    @Nullable LockFile run() throws IOException;
  }

  /**
   * Opens a table once for all. A process that is stopped while it makes a file keeps those waiting
   * who open the same, and nobody else.
   */
  private static @Nullable LockTable open(
      Path path, Patience patience, Opening opening, Work.OnDisk<Object> identity)
      throws IOException {
    begin(path);
    try {
      LockTable open = share(path);
      if (open != null) {
        return open;
      }
      LockFile file = opening.run();
      return file == null ? null : keep(identity, file, patience);
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
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(e);
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
      Use open = OPEN.get(identity);
      if (open == null) {
        return null;
      }
      open.users++;
      return open.table;
    }
  }

  private static LockTable keep(Work.OnDisk<Object> look, LockFile file, Patience patience)
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
        OPEN.put(identity, new Use(table));
        return table;
      }
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /** Tells the file at a path from others; the path where the system has nothing better. */
  static Object identity(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
    return Objects.requireNonNullElse(key, path);
  }

  /** The same of a file in a directory that is open. */
  private static Object identity(Folder area, Path name, Path path) throws IOException {
    Node found = area.stat(name);
    if (found == null) {
      throw new NoSuchFileException(path.toString());
    }
    return Objects.requireNonNullElse(found.identity(), path);
  }

  /** Runs an action if a table has one user, and keeps others from opening it meanwhile. */
  static void ifUsedOnce(Object identity, Work<Boolean> action)
      throws IOException, InterruptedException {
    synchronized (JVM) {
      if (Objects.requireNonNull(OPEN.get(identity)).users == 1) {
        action.run();
      }
    }
  }

  /** Ends one use of a table, and with the last runs what closes it. */
  static void endUse(Object identity, ProcessNumbers.Action closing) throws IOException {
    synchronized (JVM) {
      if (--Objects.requireNonNull(OPEN.get(identity)).users == 0) {
        OPEN.remove(identity);
        closing.run();
      }
    }
  }
}
