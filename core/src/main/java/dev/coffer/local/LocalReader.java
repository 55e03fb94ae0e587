package dev.coffer.local;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the attributes of files and opens them. Attributes, metadata and bytes are of one version,
 * whoever replaces the file: the attributes are read by name before and after, and if they differ
 * everything is read again.
 */
final class LocalReader {
  /** Tries at a file that changes each time. */
  private static final int MOST_TRIES = 100;

  private final Root root;
  private final MetadataRecords records;
  private final LocalContext context;

  LocalReader(LocalContext context) {
    this.context = context;
    this.root = context.root();
    this.records = new MetadataRecords(context);
  }

  /** A file that was opened, to be closed. */
  record Opened(FileChannel channel, FileAttributes node, Metadata metadata) implements Closeable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  Optional<FileInfo> stat(FilePath path) throws IOException {
    if (path.isRoot()) {
      return Optional.empty();
    }
    try (DirectoryHandles.Lease lease = root.find(path.parent().orElseThrow())) {
      for (int tries = 1; lease != null; tries = next(tries)) {
        FileAttributes node = lease.folder().stat(path.name());
        if (node == null || !node.isFile()) {
          break;
        }
        Metadata metadata = records.read(path, node);
        if (!Metadata.isPossibleFor(node) || isUnchanged(path, node, lease.folder(), tries)) {
          return Optional.of(metadata.describe(path, node));
        }
      }
    }
    root.confirm();
    return Optional.empty();
  }

  /**
   * Opens a file for its reader.
   *
   * @param ensureOpen fails if the store is closed
   */
  OpenedFile read(FilePath path, ReadOptions options, Runnable ensureOpen) throws IOException {
    Opened opened = open("read", path);
    try {
      FileInfo info = opened.metadata().describe(path, opened.node());
      long length = options.check(info, context.store());
      return new OpenedFile(
          info,
          new FileStream(
              opened.channel(),
              options.offset(),
              length,
              path.toString(),
              context.errors(),
              ensureOpen,
              () -> isRewritten(path, opened.node())));
    } catch (IOException | RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  Opened open(String operation, FilePath path) throws IOException {
    Path name = Path.of(path.name());
    try (DirectoryHandles.Lease lease = root.find(path.parent().orElseThrow())) {
      for (int tries = 1; lease != null; tries = next(tries)) {
        FileAttributes node = lease.folder().stat(name);
        if (node == null || !node.isFile()) {
          break;
        }
        Opened opened = tryOpen(path, name, node, lease.folder(), tries);
        if (opened != null) {
          return opened;
        }
      }
    }
    root.confirm();
    throw context.errors().notFound(operation, path, null);
  }

  private static int next(int tries) throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException();
    }
    return tries + 1;
  }

  private @Nullable Opened tryOpen(
      FilePath path, Path name, FileAttributes node, DirectoryHandle folder, int tries)
      throws IOException {
    FileChannel channel;
    try {
      channel = folder.openFile(name);
    } catch (NoSuchFileException e) {
      return null;
    }
    boolean opened = false;
    try {
      Metadata metadata = records.read(path, node);
      // The size exposes a file that had the name only while it was opened.
      boolean sameSize = channel.size() == node.size() || tries >= MOST_TRIES;
      opened = sameSize && isUnchanged(path, node, folder, tries);
      return opened ? new Opened(channel, node, metadata) : null;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  /**
   * Whether the name still leads to the same version of the file. The version of the path's lock
   * does not show that: other programs, which replace files too, take no lock. A file that another
   * program writes to without a pause differs each time: after some tries it is enough that it is
   * the same file.
   */
  private boolean isUnchanged(FilePath path, FileAttributes node, DirectoryHandle folder, int tries)
      throws IOException {
    FileAttributes now = folder.stat(path.name());
    return node.equals(now) || (tries >= MOST_TRIES && isSameFile(path, node, now));
  }

  private boolean isSameFile(FilePath path, FileAttributes node, @Nullable FileAttributes now) {
    if (node.isSameFile(now)) {
      return true;
    }
    throw context.errors().changed("read", path.toString(), 0, node.size());
  }

  /**
   * Whether another program has changed a file in place since its attributes were read, so that the
   * bytes read may be a mixture. A file that was replaced or deleted is read to its end as it was,
   * and one that has grown still has the bytes that it had.
   */
  boolean isRewritten(FilePath path, FileAttributes before) {
    try {
      BasicFileAttributes now = FileAttributes.read(root.path().resolve(path.toString()));
      return now.size() <= before.size()
          && now.lastModifiedTime().to(TimeUnit.NANOSECONDS) != before.modified()
          && Objects.equals(now.fileKey(), before.identity());
    } catch (IOException e) {
      return false; // the file that was opened has no name any more
    }
  }
}
