package dev.coffer.cache;

import dev.coffer.concurrent.DaemonThreads;
import dev.coffer.io.OwnerOnly;
import dev.coffer.io.PrivateDirectory;
import dev.coffer.spi.StoreCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of entries by name, in 256 directories, of bounded size. It is that of one process,
 * which holds its lock; all stores of the process share it.
 *
 * <p>A small entry is in a slot of one file, by {@link CacheSlots}, until another one takes it; any
 * other entry is a file, which appears by a rename. Nothing is synced, since entries are checked
 * when they are read. If the files are too many, a directory at random loses those that were not
 * read for the longest time: no list of all entries is held.
 */
final class CacheDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(CachingFileStore.class);
  private static final Map<Path, CacheDirectory> OPEN = new HashMap<>();

  /**
   * The files whose lock this process has through another class loader. To close one would give
   * that lock up.
   */
  private static final Map<Path, FileChannel> REFUSED = new HashMap<>();

  private static final String LOCK = "lock";
  private static final int FANS = 256;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
  private static final Set<OpenOption> TO_LOCK =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  /** To open a pipe for reading alone would wait for its other end. */
  private static final Set<OpenOption> TO_READ =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  /** The size within which most entries are, which are then read by one call. */
  private static final int MOST_ENTRIES = 4 << 10;

  private final Path root;
  private final StagedFiles staged;
  private final FileChannel lock;
  private final @Nullable CacheSlots slots;
  private final long maxFiles;
  private final AtomicLong files = new AtomicLong();
  private final ReentrantLock eviction = new ReentrantLock();
  private final List<CacheFan> fans;
  private final RecentUses uses = new RecentUses();
  private int users;

  private CacheDirectory(Path root, long maxSize, FileChannel lock) {
    this.root = root;
    this.staged = new StagedFiles(root);
    this.lock = lock;
    this.slots = slots(maxSize);
    this.maxFiles = slots == null ? maxSize : maxSize - slots.most(FANS);
    this.fans =
        IntStream.range(0, FANS)
            .mapToObj(number -> new CacheFan(number, staged, files, slots))
            .toList();
  }

  private @Nullable CacheSlots slots(long maxSize) {
    try {
      return CacheSlots.open(staged, maxSize, FANS);
    } catch (IOException | RuntimeException e) {
      LOG.warn("the cache in {} has a file for each entry: {}", root, e.toString());
      return null;
    }
  }

  /**
   * Opens a directory.
   *
   * @return null if another process has it
   */
  static synchronized @Nullable CacheDirectory open(Path directory, long maxSize)
      throws IOException {
    PrivateDirectory.createAll(directory);
    Path root = directory.toRealPath();
    CacheDirectory open = OPEN.get(root);
    if (open == null) {
      warnOfOthers(root);
      boolean isNew = Files.notExists(root.resolve(LOCK));
      FileChannel lock = lock(root);
      if (lock == null) {
        return null;
      }
      open = new CacheDirectory(root, maxSize, lock);
      OPEN.put(root, open);
      open.start(isNew);
    }
    open.users++;
    return open;
  }

  /** Who can replace an entry decides what is read: its checksum is no proof of who wrote it. */
  private static void warnOfOthers(Path root) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(root, PosixFileAttributeView.class);
    if (view != null && !Collections.disjoint(view.readAttributes().permissions(), OTHERS)) {
      LOG.warn(
          "others than its owner can write to the cache in {}, and so change what is read:"
              + " make it writable for its owner alone",
          root);
    }
  }

  private static @Nullable FileChannel lock(Path root) throws IOException {
    FileChannel refused = REFUSED.remove(root);
    FileChannel channel = refused == null ? lockFile(root) : refused;
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      REFUSED.put(root, channel);
      return null;
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  private static FileChannel lockFile(Path root) throws IOException {
    Path file = root.resolve(LOCK);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      // To open a pipe would wait for its other end.
      throw new FileSystemException(file.toString(), null, "it is no regular file");
    }
    return FileChannel.open(file, TO_LOCK, OwnerOnly.file(root));
  }

  /** Ends one use; the last one gives the directory free. */
  void release() throws IOException {
    synchronized (CacheDirectory.class) {
      users--;
      if (users == 0) {
        OPEN.remove(root);
        try (lock) {
          if (slots != null) {
            slots.close();
          }
        }
      }
    }
  }

  /** Counting many files takes its time, which nobody waits for. */
  private void start(boolean isNew) {
    if (isNew) {
      count();
    } else {
      DaemonThreads.unstarted("coffer-cache-count", this::count).start();
    }
  }

  /** Adds up what is there from earlier, and deletes what a kill has left. */
  private void count() {
    attempt(staged::deleteAbandoned);
    for (CacheFan fan : fans) {
      if (lock.isOpen()) {
        attempt(fan::count);
      }
    }
  }

  private interface CountPart {
    void run() throws IOException;
  }

  /** What cannot be counted has room besides, and what cannot be deleted stays. */
  private static void attempt(CountPart part) {
    try {
      part.run();
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("a part of a cache is not counted", e);
    }
  }

  private CacheFan fan(EntryName name) {
    return fans.get(name.fan());
  }

  /**
   * Returns an entry; null if it does not exist.
   *
   * @param most the size above which it is none, unless it is read by one call
   */
  @Nullable ByteBuffer read(EntryName name, long most) throws IOException {
    CacheFan fan = fan(name);
    ByteBuffer small = fan.inSlot(name);
    return small == null ? readFile(name, fan, most) : small;
  }

  private @Nullable ByteBuffer readFile(EntryName name, CacheFan fan, long most)
      throws IOException {
    Path file = fan.place(name);
    try {
      ByteBuffer entry = read(file, most);
      if (entry != null && uses.isFirst(name)) {
        fan.touch(file);
      }
      return entry;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return null; // a link, a directory or a pipe has the place of the entry
      }
      throw e;
    }
  }

  private static @Nullable ByteBuffer read(Path file, long most) throws IOException {
    try (FileChannel channel = FileChannel.open(file, TO_READ)) {
      // To read at a position fails for a pipe, instead of waiting for its other end.
      ByteBuffer small = ByteBuffer.allocate(MOST_ENTRIES);
      if (channel.read(small, 0) < MOST_ENTRIES) {
        return small.flip();
      }
      long size = channel.size();
      if (size > most) {
        return null;
      }
      ByteBuffer all = ByteBuffer.allocate((int) size);
      while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {}
      return all.flip();
    }
  }

  /** Keeps an entry if there is room for it at all, and makes room. */
  void write(EntryName name, byte[] head, byte[] content) throws IOException {
    if ((long) head.length + content.length <= maxFiles) {
      fan(name).put(name, head, content);
      makeRoom();
    }
  }

  void delete(EntryName name) throws IOException {
    fan(name).delete(name);
  }

  long size() {
    return files.get() + (slots == null ? 0 : slots.size());
  }

  /** Counts the entries, and what they take. */
  StoreCache.Content content() throws IOException {
    long files = 0;
    long bytes = 0;
    for (CacheFan fan : fans) {
      StoreCache.Content content = fan.content();
      files += content.files();
      bytes += content.bytes();
    }
    return new StoreCache.Content(files, bytes);
  }

  /** Deletes all entries. */
  void clear() throws IOException {
    if (slots != null) {
      clear(slots);
    }
    for (CacheFan fan : fans) {
      fan.clear();
    }
  }

  private void clear(CacheSlots all) throws IOException {
    fans.forEach(CacheFan::hold);
    try {
      all.clear();
      fans.forEach(CacheFan::forgetSlots);
    } finally {
      fans.forEach(CacheFan::free);
    }
  }

  private void makeRoom() throws IOException {
    if (files.get() <= maxFiles || !eviction.tryLock()) {
      return;
    }
    try {
      long most = maxFiles / 10 * 9;
      int first = ThreadLocalRandom.current().nextInt(FANS);
      for (int i = 0; i < FANS && files.get() > most; i++) {
        fans.get((first + i) % FANS).thin(most);
      }
    } finally {
      eviction.unlock();
    }
  }
}
