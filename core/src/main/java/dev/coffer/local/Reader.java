package dev.coffer.local;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at files and opens them. What is told of a file, its metadata and its bytes are of one
 * version: when the version of the path's lock is the same before and after, nothing was published
 * meanwhile; otherwise the file is looked at again.
 */
final class Reader {
  private final Root root;
  private final MetadataRecords records;
  private final Problems problems;

  Reader(Root root, Problems problems) {
    this.root = root;
    this.records = new MetadataRecords(root.path());
    this.problems = problems;
  }

  /** A file that was opened, to be closed. */
  record Opened(FileChannel channel, Node node, Metadata metadata) implements Closeable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  Optional<FileInfo> stat(FilePath path) throws IOException {
    if (path.isRoot()) {
      return Optional.empty();
    }
    try (Folders.Lease lease = root.folders().find(path.parent().orElseThrow())) {
      while (lease != null) {
        long version = root.version(path.toString());
        Node node = lease.folder().stat(path.name());
        if (node == null || !node.isFile()) {
          break;
        }
        Metadata metadata = records.read(path.toString(), node);
        if (!Metadata.isPossibleFor(node) || isUnchanged(path, version, node, lease.folder())) {
          return Optional.of(metadata.describe(path, node));
        }
      }
    }
    root.confirm();
    return Optional.empty();
  }

  Opened open(String operation, FilePath path) throws IOException {
    Path name = Path.of(path.name());
    try (Folders.Lease lease = root.folders().find(path.parent().orElseThrow())) {
      while (lease != null) {
        long version = root.version(path.toString());
        Node node = lease.folder().stat(name);
        if (node == null || !node.isFile()) {
          break;
        }
        Opened opened = tryOpen(path, name, node, version, lease.folder());
        if (opened != null) {
          return opened;
        }
      }
    }
    root.confirm();
    throw problems.notFound(operation, path, null);
  }

  private @Nullable Opened tryOpen(FilePath path, Path name, Node node, long version, Folder folder)
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
      opened = isUnchanged(path, version, node, folder);
      return opened ? new Opened(channel, node, metadata) : null;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  /**
   * Whether the file is the one that was looked at; another look is taken only when something was
   * published.
   */
  private boolean isUnchanged(FilePath path, long version, Node node, Folder folder)
      throws IOException {
    if (version != -1 && root.version(path.toString()) == version) {
      return true;
    }
    return node.equals(folder.stat(path.name()));
  }

  Metadata metadata(FilePath path, Node node) throws IOException {
    return records.read(path.toString(), node);
  }
}
