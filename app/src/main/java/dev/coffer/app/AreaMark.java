package dev.coffer.app;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.coffer.io.HeldDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * The file in an area by which it is told from that of a store: a sync has made the area, and the
 * last sync that uses it takes it away. Each holds a shared lock on the file, which ends with its
 * process.
 */
final class AreaMark implements AutoCloseable {
  private static final String NAME = "passing";

  private static final Set<OpenOption> NEW = Set.of(CREATE_NEW, READ, WRITE, NOFOLLOW_LINKS);
  private static final Set<OpenOption> PRESENT = Set.of(READ, WRITE, NOFOLLOW_LINKS);

  private final HeldDirectory area;
  private final FileChannel channel;
  private FileLock use;

  private AreaMark(HeldDirectory area, FileChannel channel, FileLock use) {
    this.area = area;
    this.channel = channel;
    this.use = use;
  }

  static boolean isNameOf(String name) {
    return name.equals(NAME);
  }

  /** Marks an area that was made just now; nothing if another takes the mark for one to go. */
  static Optional<AreaMark> make(HeldDirectory area) throws IOException {
    FileChannel channel = area.file(NAME, NEW);
    return marked(area, channel, identity(area), true);
  }

  /** The mark of an area; nothing if it has none, or its last user is about to take it away. */
  static Optional<AreaMark> find(HeldDirectory area) throws IOException {
    if (!mayBeIn(area)) {
      return Optional.empty();
    }
    try {
      Optional<Object> found = identity(area);
      return marked(area, area.file(NAME, PRESENT), found, false);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** False if something else has its name: a pipe would be waited for, and a link followed. */
  static boolean mayBeIn(HeldDirectory area) throws IOException {
    return area.find(NAME).map(BasicFileAttributes::isRegularFile).orElse(true);
  }

  /** The file that has the name; it has no other as long as a channel to it is open. */
  private static Optional<Object> identity(HeldDirectory area) throws IOException {
    return area.find(NAME).map(BasicFileAttributes::fileKey);
  }

  /**
   * Nobody is waited for: who holds the lock alone, for however long, takes the area away. The file
   * that is locked may be gone by then, or be another one.
   */
  private static Optional<AreaMark> marked(
      HeldDirectory area, FileChannel channel, Optional<Object> found, boolean made)
      throws IOException {
    FileLock shared = null;
    try {
      if (made) {
        area.give(NAME);
      }
      shared = channel.tryLock(0, Long.MAX_VALUE, true);
      if (shared != null && (found.isEmpty() || !found.equals(identity(area)))) {
        shared = null;
      }
      return Optional.ofNullable(shared).map(lock -> new AreaMark(area, channel, lock));
    } finally {
      if (shared == null) {
        channel.close();
      }
    }
  }

  /** Whether no other uses the area. From then on none begins to, until this is closed. */
  boolean isLast() throws IOException {
    use.release();
    FileLock alone = channel.tryLock();
    if (alone == null) {
      return false;
    }
    use = alone;
    return true;
  }

  /** Deletes it, which a full disk allows. */
  void delete() throws IOException {
    area.delete(NAME);
  }

  /** Ends the use. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
