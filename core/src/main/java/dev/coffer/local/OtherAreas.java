package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The areas of stores that are opened on directories above a root and below it. A change of a path
 * takes its lock in each area on the way to it, so that any two stores that can name a file share
 * one.
 *
 * <p>Directories above are looked at once, when the root's own area was made; those below when
 * their handle is opened, after that. An area is made before its maker looks for others, so of two
 * that are made at the same time one is seen. What is known of other areas is only ever added to: a
 * lock too many does no harm.
 */
final class OtherAreas {
  /** Where an area is, seen from the root; exactly one of the two is there. */
  private record Found(
      Path directory, @Nullable LockTable locks, @Nullable AccessDeniedException denied) {}

  /** A lock to be taken. */
  private record Lock(LockTable table, int index) {
    static final Comparator<Lock> ORDER =
        Comparator.comparing((Lock lock) -> lock.table.order()).thenComparingInt(Lock::index);
  }

  private final Path root;

  /** Those above, by what leads from there to the root. */
  private final Map<String, Found> above = new ConcurrentHashMap<>();

  private final Map<String, Found> below = new ConcurrentHashMap<>();
  private final Queue<Found> replaced = new ConcurrentLinkedQueue<>();
  private volatile boolean empty = true;

  OtherAreas(Path root) {
    this.root = root;
  }

  /** Whether there are none. */
  boolean isEmpty() {
    return empty;
  }

  /** Looks at each directory above the root. */
  void lookAbove() throws IOException {
    for (Path at = root.getParent(); at != null; at = at.getParent()) {
      String way = at.relativize(root).toString().replace('\\', '/') + "/";
      if (!isInAnArea(way)) {
        look(at, way, above);
      }
    }
  }

  /** What lies in the area of a store above is none of that store's files. */
  private static boolean isInAnArea(String way) {
    return ("/" + way).toLowerCase(Locale.ROOT).contains("/" + Area.NAME + "/");
  }

  /** Looks at a directory below the root. */
  void lookBelow(String directory, Folder folder) throws IOException {
    if (folder.stat(Area.NAME) != null) {
      look(root.resolve(directory), directory + "/", below);
    }
  }

  /** Deletes the area of a store in a directory below, unless somebody uses it. */
  void ifUnused(String directory, Work<Boolean> deletion) throws IOException, InterruptedException {
    Found area = below.get(directory + "/");
    if (area == null || area.locks == null) {
      deletion.run();
    } else {
      area.locks.ifUnused(deletion);
    }
  }

  private void look(Path directory, String key, Map<String, Found> areas) throws IOException {
    Found found = find(directory);
    Found known = areas.get(key);
    if (found != null && found.locks != null && known != null && found.locks == known.locks) {
      found.locks.close(); // one use of it is enough
    } else if (found != null) {
      Found before = areas.put(key, found);
      empty = false;
      if (before != null) {
        replaced.add(before); // somebody may be using its locks
      }
    }
  }

  private @Nullable Found find(Path directory) throws IOException {
    Path area = directory.resolve(Area.NAME);
    try {
      if (!Files.isDirectory(area, NOFOLLOW_LINKS) || !isTrusted(area, directory)) {
        return null;
      }
      LockTable locks = LockTable.find(area.resolve("locks"), this::confirmOwner);
      return locks == null ? null : new Found(directory, locks, null);
    } catch (AccessDeniedException e) {
      return new Found(directory, null, e);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    }
  }

  /**
   * Whether an area is heeded: where all may write, anybody can make one and keep its locks for
   * ever.
   */
  private boolean isTrusted(Path area, Path directory) throws IOException {
    int owner = Owner.uid(area, NOFOLLOW_LINKS);
    return owner <= 0
        || !Owner.isWritableByAll(directory)
        || owner == Owner.uid(directory)
        || owner == Owner.uid(root)
        || owner == Owner.uid(root.resolve(Area.NAME));
  }

  /**
   * Refuses the locks of users who have nothing to do with this root: they could make the file
   * shorter, and a process ends when it touches memory whose file is gone.
   */
  private void confirmOwner(Path locks) throws IOException {
    confirmOwner(Objects.requireNonNull(locks.getParent()), locks);
    confirmOwner(locks, locks);
  }

  private void confirmOwner(Path file, Path locks) throws IOException {
    int owner = Owner.uidOfExisting(file, NOFOLLOW_LINKS);
    if (owner > 0 && owner != Owner.ofThisProcess() && owner != Owner.uid(root)) {
      throw new AccessDeniedException(locks.toString(), null, "it belongs to another user");
    }
  }

  // ---- Locks

  /** Runs work with the locks of two paths, which may be the same, in all areas. */
  <T> T locked(LockTable own, String path, String other, Work<T> work)
      throws IOException, InterruptedException {
    Set<Lock> locks = new TreeSet<>(Lock.ORDER);
    addTo(locks, own, path);
    addTo(locks, own, other);
    return locked(List.copyOf(locks), work);
  }

  private void addTo(Set<Lock> locks, LockTable own, String path) throws IOException {
    locks.add(new Lock(own, LockTable.indexOf(path)));
    for (Map.Entry<String, Found> entry : above.entrySet()) {
      locks.add(lock(entry.getValue(), entry.getKey() + path));
    }
    for (Map.Entry<String, Found> entry : below.entrySet()) {
      if (path.startsWith(entry.getKey())) {
        locks.add(lock(entry.getValue(), path.substring(entry.getKey().length())));
      }
    }
  }

  private static Lock lock(Found area, String path) throws IOException {
    return new Lock(usable(area), LockTable.indexOf(path));
  }

  private static LockTable usable(Found area) throws IOException {
    if (area.locks == null) {
      throw new ClosedAreaException(area);
    }
    return area.locks;
  }

  private static <T> T locked(List<Lock> locks, Work<T> work)
      throws IOException, InterruptedException {
    if (locks.isEmpty()) {
      return work.run();
    }
    Lock first = locks.get(0);
    long version = first.table.acquire(first.index);
    try {
      return locked(locks.subList(1, locks.size()), work);
    } finally {
      first.table.release(first.index, version);
    }
  }

  /** The version of a path in all areas: the same as long as that in none has changed. */
  long version(long own, String path) {
    long sum = own;
    for (Map.Entry<String, Found> entry : above.entrySet()) {
      sum = plus(sum, entry.getValue(), entry.getKey() + path);
    }
    for (Map.Entry<String, Found> entry : below.entrySet()) {
      if (path.startsWith(entry.getKey())) {
        sum = plus(sum, entry.getValue(), path.substring(entry.getKey().length()));
      }
    }
    return sum;
  }

  private static long plus(long sum, Found area, String path) {
    long version = area.locks == null ? -1 : area.locks.version(path);
    return sum == -1 || version == -1 ? -1 : sum + version;
  }

  /** As {@link LockTable#reserve}, of a file that is to have the path, in all areas. */
  long reserve(LockTable own, String path, long inode, long proposed, boolean wholeMicrosecond)
      throws IOException {
    List<LockTable> tables = tables(path);
    tables.add(own);
    long time = proposed;
    for (LockTable table : tables) {
      time = table.reserve(inode, time, wholeMicrosecond);
    }
    for (LockTable table : tables) {
      table.note(inode, time);
    }
    return time;
  }

  private List<LockTable> tables(String path) throws IOException {
    List<LockTable> tables = new ArrayList<>();
    for (Found area : above.values()) {
      tables.add(usable(area));
    }
    for (Map.Entry<String, Found> entry : below.entrySet()) {
      if (path.startsWith(entry.getKey())) {
        tables.add(usable(entry.getValue()));
      }
    }
    return tables;
  }

  /** There is a store above or below whose locks this user may not take. */
  static final class ClosedAreaException extends AccessDeniedException {
    private static final long serialVersionUID = 1L;

    ClosedAreaException(Found area) {
      super(
          area.directory.resolve(Area.NAME).toString(),
          null,
          "the directory "
              + area.directory
              + " is a store too, of another user, whose locks this user may not take");
      if (area.denied != null) {
        initCause(area.denied);
      }
    }
  }

  void close() throws IOException {
    close(above.values());
    close(below.values());
    close(replaced);
  }

  private static void close(Collection<Found> areas) throws IOException {
    for (Found area : areas) {
      if (area.locks != null) {
        area.locks.close();
      }
    }
    areas.clear();
  }
}
