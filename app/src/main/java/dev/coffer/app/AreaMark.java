package dev.coffer.app;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file in an area by which it is told from that of a store: a sync has made the area, and the
 * last sync that uses it takes it away. Each holds a shared lock on the file, which ends with its
 * process.
 */
final class AreaMark implements AutoCloseable {
  private static final String NAME = "passing";

  private final Path file;
  private final FileChannel channel;
  private FileLock use;

  private AreaMark(Path file, FileChannel channel, FileLock use) {
    this.file = file;
    this.channel = channel;
    this.use = use;
  }

  static boolean isNameOf(String name) {
    return name.equals(NAME);
  }

  /** Marks an area that was made just now. */
  static AreaMark make(Path area) throws IOException {
    Path file = area.resolve(NAME);
    FileChannel channel = FileChannel.open(file, CREATE_NEW, READ, WRITE);
    return new AreaMark(file, channel, shared(channel));
  }

  /** The mark of an area; nothing if it has none, or its last user is about to take it away. */
  static Optional<AreaMark> find(Path area) throws IOException {
    Path file = area.resolve(NAME);
    try {
      FileChannel channel = FileChannel.open(file, READ, WRITE, NOFOLLOW_LINKS);
      AreaMark mark = new AreaMark(file, channel, shared(channel));
      if (channel.size() == 0) {
        return Optional.of(mark);
      }
      mark.close();
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static FileLock shared(FileChannel channel) throws IOException {
    try {
      return channel.lock(0, Long.MAX_VALUE, true);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
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

  /** Deletes it. Who waits for its lock, and has a file that is gone, sees that by its size. */
  void delete() throws IOException {
    channel.write(ByteBuffer.wrap(new byte[1]), 0);
    Files.delete(file);
  }

  /** Ends the use. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
