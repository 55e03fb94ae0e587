package dev.coffer.cache;

import dev.coffer.io.FileOwner;
import dev.coffer.io.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The file of slots of one size, in which a {@link CacheDirectory} has its small entries, so that
 * none of them need be opened. It begins with a block that says how many slots there are. What has
 * its name and does not begin like that is not of the cache: it is left alone.
 *
 * <p>An interrupt would close the file for all threads; it is noted, and does not end a call.
 */
final class CacheSlots implements AutoCloseable {
  /** The bytes of a slot, which most file systems write as one block. */
  static final int SIZE = 4 << 10;

  private static final String NAME = "slots";
  private static final int MAGIC = 0x43465331;
  private static final int HEAD = 8;

  /** The part of the whole directory that slots take at most: one of so many. */
  private static final int SHARE = 4;

  /** As many as are counted in the background when a process begins, in a moment. */
  private static final long MOST = 256 << 20;

  private static final Set<OpenOption> TO_USE =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final Path file;
  private final StagedFiles staged;
  private final int inEach;
  private final AtomicLong used = new AtomicLong();
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable FileChannel channel;
  private volatile boolean closed;

  private CacheSlots(Path file, StagedFiles staged, int inEach) {
    this.file = file;
    this.staged = staged;
    this.inEach = inEach;
  }

  /**
   * Opens the slots of a directory.
   *
   * @param maxSize the bytes of the whole directory
   * @param fans in how many directories the entries are
   * @return null if there is no room for a slot of each
   */
  static @Nullable CacheSlots open(StagedFiles staged, long maxSize, int fans) throws IOException {
    int inEach = (int) (Math.min(maxSize / SHARE, MOST) / SIZE / fans);
    Path file = staged.root().resolve(NAME);
    if (inEach > 0) {
      CacheSlots slots = new CacheSlots(file, staged, inEach);
      slots.access(opened -> {});
      return slots;
    }
    if (countIn(file) > 0) {
      Files.delete(file);
    }
    return null;
  }

  /** Slots for another size of the directory are replaced: each would be looked for elsewhere. */
  private FileChannel connect() throws IOException {
    if (countIn(file) != inEach) {
      make();
    }
    return FileChannel.open(file, TO_USE);
  }

  /**
   * Returns how many slots there are for each directory; 0 if there is no file, or one whose head a
   * failure of power has left empty.
   */
  private static int countIn(Path file) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !isOfAnother(file)) {
      ByteBuffer head = ByteBuffer.allocate(HEAD);
      try (FileChannel channel = FileChannel.open(file, TO_USE)) {
        while (head.hasRemaining() && channel.read(head, head.position()) >= 0) {}
      }
      if (!head.hasRemaining() && head.getInt(0) == MAGIC) {
        hide(file);
        return head.getInt(Integer.BYTES);
      }
      if (Arrays.equals(head.array(), new byte[HEAD])) {
        return 0;
      }
    }
    throw new FileSystemException(file.toString(), null, "it is not of the cache: move it away");
  }

  /** Whoever owns the file reads all small entries; root works for the owner of the directory. */
  private static boolean isOfAnother(Path file) throws IOException {
    return FileOwner.isForeign(file)
        && !Files.getOwner(file).equals(Files.getOwner(file.getParent()));
  }

  /** A copy that was put back may be readable for others. */
  private static void hide(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    Set<PosixFilePermission> wanted = OwnerOnly.FILE.value();
    if (view != null && !view.readAttributes().permissions().equals(wanted)) {
      view.setPermissions(wanted);
    }
  }

  /** It is synced: what is left of it by a power failure must not be taken for a foreign file. */
  private void make() throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD).putInt(MAGIC).putInt(inEach).flip();
    Path made = staged.synced(head);
    try {
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException | Error e) {
      StagedFiles.delete(made, e);
      throw e;
    }
  }

  /** Returns how many slots each directory has. */
  int inEach() {
    return inEach;
  }

  /** Returns the bytes that the slots of so many directories take at most, with their head. */
  long most(int fans) {
    return SIZE * (1L + (long) inEach * fans);
  }

  /** Notes how many slots more have an entry. */
  void grow(int entries) {
    used.addAndGet(entries);
  }

  /** Returns the bytes of the slots that have an entry, as far as they were noted. */
  long size() {
    return used.get() * SIZE;
  }

  private interface Access {
    void to(FileChannel file) throws IOException;
  }

  private void access(Access access) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (!closed && !isDone(access)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns false if an interrupt of this thread or of another one has closed the file. */
  private boolean isDone(Access access) throws IOException {
    try {
      access.to(opened());
      return true;
    } catch (ClosedChannelException e) {
      return false;
    }
  }

  private FileChannel opened() throws IOException {
    FileChannel open = channel;
    return open != null && open.isOpen() ? open : reopened();
  }

  private FileChannel reopened() throws IOException {
    opening.lock();
    try {
      if (closed) {
        throw new ClosedChannelException();
      }
      FileChannel open = channel;
      if (open == null || !open.isOpen()) {
        open = connect();
        channel = open;
      }
      return open;
    } finally {
      opening.unlock();
    }
  }

  private static long position(long slot) {
    return SIZE * (slot + 1);
  }

  /**
   * Reads the beginning of a slot.
   *
   * @param bytes as many as are wanted; where the file ends, they remain as they are
   */
  void read(long slot, ByteBuffer bytes) throws IOException {
    access(
        file -> {
          bytes.clear();
          while (bytes.hasRemaining()
              && file.read(bytes, position(slot) + bytes.position()) >= 0) {}
        });
  }

  /** Writes a slot; a reader at the same time may see a part of it. */
  void write(long slot, ByteBuffer bytes) throws IOException {
    access(
        file -> {
          bytes.clear();
          while (bytes.hasRemaining()) {
            int unused = file.write(bytes, position(slot) + bytes.position());
          }
        });
  }

  /** Returns the number of slots up to the last one that was ever written. */
  long count() throws IOException {
    long[] size = new long[1];
    access(file -> size[0] = file.size());
    return size[0] / SIZE - 1;
  }

  /** Gives the room of all slots back; nobody else may write meanwhile. */
  void clear() throws IOException {
    access(
        file -> {
          FileChannel unused = file.truncate(HEAD);
        });
  }

  @Override
  public void close() throws IOException {
    opening.lock();
    try {
      closed = true;
      FileChannel open = channel;
      if (open != null) {
        open.close();
      }
    } finally {
      opening.unlock();
    }
  }
}
