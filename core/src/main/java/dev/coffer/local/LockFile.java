package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The file of a {@link LockTable}: words that processes share in memory, and bytes that they lock
 * by the system.
 *
 * <p>Layout, in native byte order: a header of {@value #HEADER} bytes (magic, then zeros), {@value
 * #LOCKS} lock words, {@value #STAMPS} stamps, a record of {@value #RECORD} words for each of
 * {@value #PROCESSES} processes. The bytes that are locked lie after the end of the file, which
 * needs no space for them.
 */
final class LockFile {
  static final int HEADER = 4096;
  static final int LOCKS = 1024;
  static final int STAMPS = 8192;
  static final int PROCESSES = 4096;
  static final int RECORD = 3;

  private static final long MAGIC = 0x00_02_66_66_6f_63L; // "coff", version 2
  private static final int SIZE = HEADER + 8 * (LOCKS + STAMPS + RECORD * PROCESSES);
  private static final long SETTING_UP = 1L << 20;
  private static final long FIRST_PROCESS = SETTING_UP + 1;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final VarHandle WORDS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final FileChannel channel;
  private final MappedByteBuffer words;

  private LockFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.words = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
  }

  /** Opens a file of a directory, creating it if it is missing. */
  static LockFile make(DirectoryHandle area, String name) throws IOException {
    FileChannel channel = area.openToWrite(name, DirectoryHandle.OPEN_OR_CREATE);
    try {
      FileLock settingUp = setUp(channel);
      prepare(channel);
      settingUp.release();
      return new LockFile(channel);
    } catch (IOException | RuntimeException | Error e) {
      channel.close(); // which also releases what is locked
      throw e;
    }
  }

  /**
   * Opens an existing file; empty if it is missing, was never finished, or is not one of Coffer's.
   *
   * @param check must pass before the file is opened, and still when it is open, before it is
   *     mapped
   * @throws OtherVersionException if it is one of another version
   */
  static Optional<LockFile> find(Path path, LockTables.Check check) throws IOException {
    FileChannel channel;
    try {
      check.run(path);
      if (!FileAttributes.read(path).isRegularFile()) {
        return Optional.empty();
      }
      channel =
          FileChannel.open(
              path, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      check.run(path);
      if (isFinished(channel)) {
        return Optional.of(new LockFile(channel));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isFinished(FileChannel channel) throws IOException {
    long magic = magic(channel);
    if (magic != MAGIC && (int) magic == (int) MAGIC) {
      throw new OtherVersionException("the area");
    }
    return magic == MAGIC && channel.size() >= SIZE;
  }

  /** The locks are those of another version of Coffer, which this version cannot take. */
  static final class OtherVersionException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    OtherVersionException(String area) {
      super(area, null, area + " was made by another version of Coffer");
    }
  }

  private static FileLock setUp(FileChannel channel) throws IOException {
    long start = System.nanoTime();
    FileLock lock;
    while ((lock = tryLock(channel, SETTING_UP)) == null) {
      if (System.nanoTime() - start > PATIENCE) {
        throw new FileSystemException(
            "locks", null, "another process is joining for a minute; is it stopped?");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while another process is joining");
      }
    }
    return lock;
  }

  private static void prepare(FileChannel channel) throws IOException {
    long magic = magic(channel);
    if (magic != 0 && magic != MAGIC) {
      throw new OtherVersionException("the area");
    }
    if (magic != MAGIC || channel.size() < SIZE) {
      fill(channel, magic == 0 ? 0 : HEADER);
      write(channel, 0, ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(0, MAGIC));
    }
  }

  private static long magic(FileChannel channel) throws IOException {
    ByteBuffer magic = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    return channel.read(magic, 0) == 8 ? magic.getLong(0) : 0;
  }

  /**
   * Writes every byte, since a hole would be filled when a lock is taken, which a full disk cannot
   * do. What does not fit is given back.
   */
  private static void fill(FileChannel channel, int least) throws IOException {
    int start = Math.max(least, (int) Math.min(channel.size(), SIZE));
    try {
      write(channel, start, ByteBuffer.allocate(SIZE - start));
    } catch (IOException e) {
      if (least == 0) {
        channel.truncate(0);
      }
      throw e;
    }
  }

  private static void write(FileChannel channel, int position, ByteBuffer bytes)
      throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes, position + bytes.position());
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel, long position) throws IOException {
    try {
      return channel.tryLock(position, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // another copy of this class in the same process has it, or another thread
    }
  }

  /** Keeps processes from joining, and waits for one that is joining. */
  FileLock setUp() throws IOException {
    return setUp(channel);
  }

  /** Locks the byte of a process; returns null if another process holds it. */
  @Nullable FileLock tryLock(int process) throws IOException {
    return tryLock(channel, FIRST_PROCESS + process);
  }

  static int lock(int index) {
    return HEADER + 8 * index;
  }

  static int stamp(int index) {
    return HEADER + 8 * (LOCKS + index);
  }

  static int record(int process, int word) {
    return HEADER + 8 * (LOCKS + STAMPS + RECORD * process + word);
  }

  long get(int at) {
    return (long) WORDS.getVolatile(words, at);
  }

  void set(int at, long value) {
    WORDS.setVolatile(words, at, value);
  }

  boolean compareAndSet(int at, long expected, long value) {
    return WORDS.compareAndSet(words, at, expected, value);
  }

  void close() throws IOException {
    channel.close();
  }

  /**
   * Leaves the file open for as long as the JVM lives: a system that takes back every lock of a
   * process when the process closes any descriptor of the file would take those of others in it.
   */
  void abandon() {
    // Of the JDK's classes alone, so that it keeps no class loader.
    var unused =
        new CompletableFuture<FileChannel>()
            .completeOnTimeout(channel, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
  }
}
