package dev.coffer.local;

import dev.coffer.Content;
import dev.coffer.FilePath;
import dev.coffer.spi.ContentSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A write in progress: bytes go into a file in this process's staging directory, which becomes a
 * file of the store by one rename, or is deleted.
 */
final class StagedFile implements LocalWriter.Staged, AutoCloseable {
  /**
   * Larger pieces are written in steps, since the JDK copies each into memory outside of the heap.
   */
  private static final int MOST_AT_ONCE = 128 << 10;

  /** Pieces smaller than this are gathered, since each write is a system call. */
  private static final int GATHERED = 1 << 10;

  /** Every file system keeps a time of an even number of seconds; some keep no finer one. */
  private static final long COARSEST = 2_000_000_000;

  /** Tries at a time that is kept; other writes may take one of them first. */
  private static final int MOST_TIMES = 10;

  /** What is later than now by more has its time from another program. */
  private static final long MOST_AHEAD = MOST_TIMES * COARSEST;

  private static final int BUFFER = 16 << 10;
  private static final long TRANSFERRED_AT_ONCE = 16 << 20;

  private final FilePath path;
  private final LocalContext context;
  private final Root root;
  private final Path target;
  private final StoreArea area;
  private final Staging staging;
  private final String name;
  private final FileChannel channel;
  private @Nullable ByteBuffer buffer;
  private boolean hasRecord;
  private boolean published;

  StagedFile(FilePath path, LocalContext context) throws IOException {
    this.path = path;
    this.context = context;
    this.root = context.root();
    this.target = root.path().resolve(path.toString());
    try {
      this.area = root.area();
      this.staging = area.staging();
      this.name = staging.newName();
      this.channel = staging.newFile(name);
    } catch (FileSystemException e) {
      root.confirm();
      throw e instanceof NoSuchFileException ? new StoreArea.DeletedAreaException(e) : e;
    }
  }

  @Override
  public void confirm(NoSuchFileException missing) throws IOException {
    look();
  }

  /** Fails if the root or its area is no longer where it was. */
  private FileAttributes look() throws IOException {
    try {
      return staging.look(name);
    } catch (FileSystemException e) {
      root.confirm();
      throw isAbsent(e) ? new StoreArea.DeletedAreaException(e) : e;
    }
  }

  private static boolean isAbsent(FileSystemException e) {
    return e instanceof NoSuchFileException || LocalErrors.isNotDirectory(e);
  }

  /** Takes all bytes of a content. */
  void receive(Content content) {
    new Sink(content.size().orElse(-1)).receive(content);
  }

  private final class Sink extends ContentSink {
    private final long whole;

    Sink(long whole) {
      super(path, context.store());
      this.whole = whole;
    }

    @Override
    protected void accept(byte[] bytes, int offset, int length) {
      try {
        if (length < GATHERED && length != whole) {
          gather(bytes, offset, length);
        } else {
          flushBuffer();
          writeFully(ByteBuffer.wrap(bytes, offset, length));
        }
      } catch (IOException e) {
        throw context.errors().translate("write", path.toString(), e);
      }
    }
  }

  private void gather(byte[] bytes, int offset, int length) throws IOException {
    if (buffer == null) {
      buffer = ByteBuffer.allocate(BUFFER);
    } else if (buffer.remaining() < length) {
      flushBuffer();
    }
    buffer.put(bytes, offset, length);
  }

  private void flushBuffer() throws IOException {
    if (buffer != null) {
      writeFully(buffer.flip());
      buffer.clear();
    }
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + MOST_AT_ONCE));
      channel.write(bytes);
    }
  }

  /**
   * Takes the bytes of an open file, inside the system where it can; in steps, between which an
   * interrupt is seen.
   *
   * @return how many
   */
  long transferFrom(FileChannel source) throws IOException {
    long position = 0;
    long moved;
    while ((moved = source.transferTo(position, TRANSFERRED_AT_ONCE, channel)) > 0) {
      position += moved;
    }
    return position;
  }

  /**
   * Gives the file, whose bytes are all there, a time that no other write into its inode had.
   *
   * @param replaced the time of the file that is replaced: the time is later, since several writes
   *     fall into a tick of the clock. One that is still to come was set by another program
   * @return the file as it will be published
   */
  FileAttributes giveTime(boolean wholeMicrosecond, long replaced) throws IOException {
    flushBuffer();
    FileAttributes staged = look();
    boolean toCome = replaced > staged.modified() + MOST_AHEAD;
    long earliest = toCome ? staged.modified() : Math.max(staged.modified(), replaced + 1);
    return withOwnTime(staged, earliest, wholeMicrosecond);
  }

  void giveMetadata(FileAttributes file, Metadata metadata) throws IOException {
    if (!metadata.isEmpty()) {
      hasRecord = true;
      MetadataRecords.write(area, name, file, metadata, context.syncsFiles());
    }
  }

  /**
   * Gives it the permissions of the file that it replaces.
   *
   * @param isSeen whether that was seen to be there
   */
  void takeOverPermissions(boolean isSeen) throws IOException {
    if (isSeen || target.toFile().exists()) { // a look that throws takes longer than the rest
      context.permissions().takeOver(staging, name, target);
    }
  }

  /** Ends the writing; syncs the file where asked. */
  void finish() throws IOException {
    if (context.syncsFiles()) {
      channel.force(true);
    }
    channel.close();
  }

  /**
   * Gives the file a time that no other write into its inode had. Where the file system does not
   * keep so fine a time, it gets the next one that all file systems keep.
   */
  private FileAttributes withOwnTime(FileAttributes node, long earliest, boolean wholeMicrosecond)
      throws IOException {
    FileAttributes timed = node;
    long proposed = earliest;
    for (int tries = 1; tries <= MOST_TIMES; tries++) {
      long time = root.reserve(path, node.modifiedAt(proposed), wholeMicrosecond);
      timed = time == timed.modified() ? timed : keepTime(time);
      if (timed.modified() == time) {
        break;
      }
      proposed = (time / COARSEST + 1) * COARSEST;
    }
    return timed;
  }

  /** Sets the time of the file, and reads what the file system has kept of it. */
  private FileAttributes keepTime(long time) throws IOException {
    staging.folder().setModified(name, time);
    FileAttributes kept = staging.folder().stat(name);
    if (kept == null) {
      throw new StoreArea.DeletedAreaException(null);
    }
    return kept;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void markPublished() {
    published = true;
  }

  /** Deletes what was not published. */
  @Override
  public void close() {
    try (channel) {
      if (!published) {
        if (hasRecord) {
          MetadataRecords.delete(area, staging.folder().stat(name));
        }
        staging.folder().deleteFile(name);
      }
    } catch (NoSuchFileException e) {
      // The area was deleted; the write has failed for it already.
    } catch (IOException e) {
      throw context.errors().translate("write", path.toString(), e);
    }
  }
}
