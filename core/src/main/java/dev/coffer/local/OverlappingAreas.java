package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The areas of stores that are opened on directories above a root and below it. A change of a path
 * takes its lock in each area on the way to it, so that any two stores that can name a file share
 * one.
 *
 * <p>Directories above are checked once, when the root's own area was created; those below when
 * their handle is opened, after that. An area is created before its creator looks for others, so of
 * two that are created at the same time one is seen. An unnecessary lock does no harm, so a known
 * area stays known; its file is opened by the first change that needs it, and closed when more than
 * a few are open and unused.
 */
final class OverlappingAreas {
  /** How many are kept open, of those below, that nobody uses; each costs a descriptor. */
  private static final int MOST_KEPT = 64;

  /** A lock to be taken. */
  private record Lock(LockTable table, int index) {
    static final Comparator<Lock> ORDER =
        Comparator.comparing((Lock lock) -> lock.table.order()).thenComparingInt(Lock::index);
  }

  private final Path root;

  /** Those above, by what leads from there to the root. */
  private final Map<String, OverlappingArea> above = new ConcurrentHashMap<>();

  private final Map<String, OverlappingArea> below = new ConcurrentHashMap<>();
  private volatile boolean empty = true;

  OverlappingAreas(Path root) {
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
        lookAbove(at, way);
      }
    }
  }

  private void lookAbove(Path directory, String way) throws IOException {
    OverlappingArea area = new OverlappingArea(directory, this);
    try {
      if (above.containsKey(way) || area.acquire() == null) {
        return;
      }
      area.release();
    } catch (OverlappingArea.ClosedAreaException | LockFile.OtherVersionException e) {
      // What is changed fails, not what is read.
    }
    above.put(way, area);
    empty = false;
  }

  /** Nothing in the area of a store above is a file of that store. */
  private static boolean isInAnArea(String way) {
    return ("/" + way).toLowerCase(Locale.ROOT).contains("/" + StoreArea.NAME + "/");
  }

  /** Checks a directory below the root; opens nothing, since it may only be read. */
  void lookBelow(String directory, DirectoryHandle folder) throws IOException {
    String way = directory + "/";
    if (isInAnArea(way) || folder.stat(StoreArea.NAME) == null) {
      return;
    }
    OverlappingArea known = below.get(way);
    if (known == null || known.isGone()) {
      OverlappingArea before = below.put(way, new OverlappingArea(root.resolve(directory), this));
      empty = false;
      if (before != null) {
        before.retire();
      }
    }
  }

  /** Deletes the area of a store in a directory below, unless somebody uses it. */
  void ifUnused(String directory, FileWork.Task deletion) throws IOException, InterruptedException {
    OverlappingArea area = below.get(directory + "/");
    LockTable locks = area == null ? null : area.acquire();
    if (area == null || locks == null) {
      deletion.run();
      return;
    }
    try {
      locks.ifUnused(deletion);
    } finally {
      area.release();
      area.closeIfUnused(); // it may be deleted now
    }
  }

  /** Closes what nobody uses, where a process may open few files. */
  void giveWay() throws IOException {
    keep(0);
  }

  private void keep(int most) throws IOException {
    List<OverlappingArea> unused =
        below.values().stream().filter(OverlappingArea::isDispensable).toList();
    if (unused.size() > most) {
      List<Use> uses = new ArrayList<>();
      unused.forEach(area -> uses.add(new Use(area, area.lastUsed())));
      uses.sort(Comparator.comparingLong(Use::time));
      for (Use use : uses.subList(0, unused.size() - most)) {
        use.area.closeIfUnused();
      }
    }
  }

  /** When an area was used last, as it was at one moment. */
  private record Use(OverlappingArea area, long time) {}

  /** Opens the locks of the area of a directory; null if there is no area or it is not trusted. */
  @Nullable LockTable openLocks(Path directory) throws IOException {
    Path area = directory.resolve(StoreArea.NAME);
    try {
      return Files.isDirectory(area, NOFOLLOW_LINKS) && isTrusted(area, directory)
          ? LockTables.find(area.resolve("locks"), this::confirmOwner)
          : null;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    }
  }

  /**
   * Whether an area counts: where all users may write, anybody can create one and keep its locks
   * forever.
   */
  private boolean isTrusted(Path area, Path directory) throws IOException {
    int owner = DirectoryOwner.uid(area, NOFOLLOW_LINKS);
    return owner <= 0
        || !DirectoryOwner.isWritableByAll(directory)
        || owner == DirectoryOwner.uid(directory)
        || owner == DirectoryOwner.uid(root)
        || owner == DirectoryOwner.uid(root.resolve(StoreArea.NAME));
  }

  /**
   * Refuses the locks of users who have nothing to do with this root: they could truncate the file,
   * and a process that accesses mapped memory beyond the end of its file is killed.
   */
  private void confirmOwner(Path locks) throws IOException {
    confirmOwner(Objects.requireNonNull(locks.getParent()), locks);
    confirmOwner(locks, locks);
  }

  private void confirmOwner(Path file, Path locks) throws IOException {
    int owner = DirectoryOwner.uidOfExisting(file, NOFOLLOW_LINKS);
    if (owner > 0 && owner != DirectoryOwner.ofThisProcess() && owner != DirectoryOwner.uid(root)) {
      throw new AccessDeniedException(locks.toString(), null, "it belongs to another user");
    }
  }

  // ---- Locks

  /** Runs work with the locks of two paths, which may be the same, in all areas. */
  <T> T locked(LockTable own, String path, String other, FileWork<T> work)
      throws IOException, InterruptedException {
    try (Leases leases = new Leases()) {
      Set<Lock> locks = new TreeSet<>(Lock.ORDER);
      for (String each : List.of(path, other)) {
        locks.add(new Lock(own, LockTable.indexOf(each)));
        leases.add(each, (table, inArea) -> locks.add(new Lock(table, LockTable.indexOf(inArea))));
      }
      return locked(List.copyOf(locks), work);
    }
  }

  /** Areas in use. */
  private final class Leases implements AutoCloseable {
    private final List<OverlappingArea> areas = new ArrayList<>();

    /** Adds the areas in which there can be a lock of a path, which has another path there. */
    void add(String path, BiConsumer<LockTable, String> use) throws IOException {
      for (Map.Entry<String, OverlappingArea> entry : above.entrySet()) {
        add(entry.getValue(), entry.getKey() + path, use);
      }
      for (Map.Entry<String, OverlappingArea> entry : below.entrySet()) {
        if (path.startsWith(entry.getKey())) {
          add(entry.getValue(), path.substring(entry.getKey().length()), use);
        }
      }
    }

    private void add(OverlappingArea area, String inArea, BiConsumer<LockTable, String> use)
        throws IOException {
      LockTable table = area.acquire();
      if (table != null) {
        areas.add(area);
        use.accept(table, inArea);
      }
    }

    @Override
    public void close() throws IOException {
      for (OverlappingArea area : areas) {
        area.release();
      }
      if (!areas.isEmpty()) {
        keep(MOST_KEPT);
      }
    }
  }

  private static <T> T locked(List<Lock> locks, FileWork<T> work)
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

  /** As {@link LockTable#reserve}, of a file that is to have the path, in all areas. */
  long reserve(LockTable own, String path, long inode, long proposed, boolean wholeMicrosecond)
      throws IOException {
    try (Leases leases = new Leases()) {
      List<LockTable> tables = new ArrayList<>(List.of(own));
      leases.add(path, (table, inArea) -> tables.add(table));
      long time = proposed;
      for (LockTable table : tables) {
        time = table.reserve(inode, time, wholeMicrosecond);
      }
      for (LockTable table : tables) {
        table.note(inode, time);
      }
      return time;
    }
  }

  void close() throws IOException {
    for (OverlappingArea area : above.values()) {
      area.closeIfUnused();
    }
    giveWay();
  }
}
