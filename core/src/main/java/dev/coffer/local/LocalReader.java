package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at files and opens them. What is told of a file, its metadata and its bytes are of one
 * version, whoever replaces it: the name is looked at before and after, and when the two looks
 * differ everything is read again.
 */
final class LocalReader {
  /** Tries at a file that changes at each look. */
  private static final int MOST_TRIES = 100;

  private final Root root;
  private final MetadataRecords records;
  private final LocalErrors problems;

  LocalReader(Root root, LocalErrors problems) {
    this.root = root;
    this.records = new MetadataRecords(root.path());
    this.problems = problems;
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
    try (DirectoryHandles.Lease lease = root.folders().find(path.parent().orElseThrow())) {
      for (int tries = 1; lease != null; tries = next(tries)) {
        FileAttributes node = lease.folder().stat(path.name());
        if (node == null || !node.isFile()) {
          break;
        }
        Metadata metadata = records.read(path.toString(), node);
        if (!Metadata.isPossibleFor(node) || isUnchanged(path, node, lease.folder(), tries)) {
          return Optional.of(metadata.describe(path, node));
        }
      }
    }
    root.confirm();
    return Optional.empty();
  }

  Opened open(String operation, FilePath path) throws IOException {
    Path name = Path.of(path.name());
    try (DirectoryHandles.Lease lease = root.folders().find(path.parent().orElseThrow())) {
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
    throw problems.notFound(operation, path, null);
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
      Metadata metadata = records.read(path.toString(), node);
      // The size tells a file that was under the name for no longer than it took to open it.
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
   * Whether the name still leads to the file that was looked at. The version of the path's lock
   * would not tell: other programs, which replace files too, take no lock. Of a file that another
   * program writes to without a pause each look tells something else: after some tries it will do
   * that it is the same file.
   */
  private boolean isUnchanged(FilePath path, FileAttributes node, DirectoryHandle folder, int tries)
      throws IOException {
    FileAttributes now = folder.stat(path.name());
    return node.equals(now) || (tries >= MOST_TRIES && isSameFile(path, node, now));
  }

  private boolean isSameFile(FilePath path, FileAttributes node, @Nullable FileAttributes now) {
    if (now != null && node.identity() != null && node.identity().equals(now.identity())) {
      return true;
    }
    throw problems.changed("read", path.toString(), 0, node.size());
  }

  /**
   * Whether another program has changed a file in place since it was looked at, so that what was
   * read of it may be half of each. A file that was replaced or deleted is read to its end as it
   * was, and one that has grown has the bytes that it had.
   */
  boolean isRewritten(FilePath path, FileAttributes before) {
    try {
      BasicFileAttributes now =
          Files.readAttributes(
              root.path().resolve(path.toString()), BasicFileAttributes.class, NOFOLLOW_LINKS);
      return now.size() <= before.size()
          && now.lastModifiedTime().to(TimeUnit.NANOSECONDS) != before.modified()
          && Objects.equals(now.fileKey(), before.identity());
    } catch (IOException e) {
      return false; // the file that was opened has no name any more
    }
  }

  Metadata metadata(FilePath path, FileAttributes node) throws IOException {
    return records.read(path.toString(), node);
  }
}
