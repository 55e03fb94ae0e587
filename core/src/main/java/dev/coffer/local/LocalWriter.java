package dev.coffer.local;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.WriteGroup;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes, copies and moves. A new file is staged in the private area and put in place by one
 * rename, under the lock of its path; what may be wrong with the place is found out by trying.
 */
final class LocalWriter {
  private final Root root;
  private final Durability durability;
  private final LocalErrors problems;
  private final LocalReader reader;
  private final LocalDeleter deleter;
  private final ParentDirectories places;
  private final Permissions permissions;

  LocalWriter(
      Root root,
      Durability durability,
      LocalErrors problems,
      LocalReader reader,
      LocalDeleter deleter) {
    this.root = root;
    this.durability = durability;
    this.problems = problems;
    this.reader = reader;
    this.deleter = deleter;
    this.places = new ParentDirectories(root, problems);
    this.permissions = new Permissions(root.path());
  }

  FileInfo write(FilePath path, Content content, WriteOptions options)
      throws IOException, InterruptedException {
    failEarly(path, options);
    Metadata metadata = new Metadata(options.contentType(), options.metadata());
    requireReach("write", path, metadata);
    try (StagedFile staged = new StagedFile(path, root, problems)) {
      staged.receive(content);
      FileAttributes node = staged.finish(metadata, permissions, durability != Durability.NONE);
      publish(staged, "write", path, options);
      return metadata.describe(path, node);
    }
  }

  /** A file whose metadata could not be read again is not written. */
  private void requireReach(String operation, FilePath path, Metadata metadata) throws IOException {
    if (!metadata.isEmpty() && !MetadataRecords.canReach(root, path)) {
      throw problems.unreachable(operation, path);
    }
  }

  /** A condition that does not hold now need not wait for gigabytes to be staged. */
  private void failEarly(FilePath path, WriteOptions options) throws IOException {
    if (options.isConditional()) {
      try (DirectoryHandles.Lease lease = root.folders().find(path.parent().orElseThrow())) {
        if (lease == null) {
          root.confirm();
        }
        check(path, options, lease == null ? null : lease.folder().stat(path.name()));
      }
    }
  }

  FileInfo copy(FilePath source, FilePath target) throws IOException, InterruptedException {
    try (LocalReader.Opened opened = reader.open("copy", source);
        StagedFile staged = new StagedFile(target, root, problems)) {
      Metadata metadata = opened.metadata();
      requireReach("copy", target, metadata);
      long size = staged.transferFrom(opened.channel());
      if (size < opened.node().size() || reader.isRewritten(source, opened.node())) {
        throw problems.changed("copy", source.toString(), size, opened.node().size());
      }
      FileAttributes node = staged.finish(metadata, permissions, durability != Durability.NONE);
      publish(staged, "copy", target, WriteOptions.DEFAULTS);
      return metadata.describe(target, node);
    }
  }

  private void publish(StagedFile staged, String operation, FilePath path, WriteOptions options)
      throws IOException, InterruptedException {
    try {
      for (int tries = 1; !tryToPublish(staged, operation, path, options); tries++) {
        staged.confirm();
        confirm(path, tries);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      pruneAfter(e, path);
      throw e;
    }
  }

  /** Deletes the directories that were made for a file that then did not come into them. */
  private void pruneAfter(Exception failure, FilePath path) {
    try {
      deleter.prune(path.parent().orElseThrow());
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Publishes a file; false when its directory vanished meanwhile. */
  private boolean tryToPublish(
      StagedFile staged, String operation, FilePath path, WriteOptions options)
      throws IOException, InterruptedException {
    try (DirectoryHandles.Lease lease = places.findOrMake(operation, path)) {
      DirectoryHandle folder = lease.folder();
      root.locked(path.toString(), () -> put(staged, operation, path, options, folder));
      UnsettledChangeException.after(() -> settle(lease, path, options));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private boolean put(
      StagedFile staged,
      String operation,
      FilePath path,
      WriteOptions options,
      DirectoryHandle folder)
      throws IOException {
    StoreArea area = root.area();
    FileAttributes present =
        options.isConditional() || !area.hasExtendedAttributes() ? folder.stat(path.name()) : null;
    if (options.isConditional()) {
      check(path, options, present);
    }
    places.rename(area.staging().folder(), staged.name(), folder, operation, path);
    staged.markPublished();
    UnsettledChangeException.after(() -> MetadataRecords.delete(area, present));
    return true;
  }

  /** Brings the name of a file to the disk, now or at the end of a group of writes. */
  private void settle(DirectoryHandles.Lease lease, FilePath path, WriteOptions options)
      throws IOException {
    Optional<WriteGroup> group = options.group();
    if (durability != Durability.FULL) {
      return;
    }
    if (group.isPresent()) {
      FilePath directory = path.parent().orElseThrow();
      group.get().atEnd(path, new DirectoryToSync(root, directory), () -> syncLater(directory));
    } else {
      lease.sync();
    }
  }

  /** A directory that a group of writes syncs once. */
  private record DirectoryToSync(Root root, FilePath path) {}

  private void syncLater(FilePath directory) {
    try (DirectoryHandles.Lease lease = root.folders().find(directory)) {
      if (lease != null) {
        lease.sync();
      }
    } catch (IOException e) {
      throw problems.translate("write", directory.toString(), e);
    }
  }

  private void check(FilePath path, WriteOptions options, @Nullable FileAttributes present) {
    Optional<String> etag =
        Optional.ofNullable(present).filter(FileAttributes::isFile).map(FileAttributes::etag);
    options.check(path, etag, problems.store());
  }

  /**
   * A directory that vanished is made again, unless it vanishes again and again or the root has.
   */
  private void confirm(FilePath path, int tries) throws IOException {
    root.confirm();
    if (tries == ParentDirectories.MOST_TRIES) {
      throw new FileSystemException(
          path.toString(), null, "its directory is deleted again and again");
    }
  }

  // ---- Moving

  FileInfo move(FilePath source, FilePath target) throws IOException, InterruptedException {
    FileInfo before =
        reader.stat(source).orElseThrow(() -> problems.notFound("move", source, null));
    if (source.equals(target)) {
      return before;
    }
    root.areaInPlace();
    try {
      return moveOther(source, target);
    } catch (IOException | InterruptedException | RuntimeException e) {
      pruneAfter(e, target);
      throw e;
    }
  }

  private FileInfo moveOther(FilePath source, FilePath target)
      throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try (DirectoryHandles.Lease from = root.folders().find(source.parent().orElseThrow());
          DirectoryHandles.Lease to = places.findOrMake("move", target)) {
        if (from == null) {
          throw new NoSuchFileException(source.toString());
        }
        FileInfo moved = moveLocked(source, from, target, to);
        UnsettledChangeException.after(() -> deleter.settle(from, source.parent().orElseThrow()));
        return moved;
      } catch (NoSuchFileException e) {
        if (reader.stat(source).isEmpty()) {
          throw problems.notFound("move", source, e);
        }
        confirm(target, tries);
      }
    }
  }

  private FileInfo moveLocked(
      FilePath source, DirectoryHandles.Lease from, FilePath target, DirectoryHandles.Lease to)
      throws IOException, InterruptedException {
    FileInfo info =
        root.locked(
            source.toString(),
            target.toString(),
            () -> rename(source, from.folder(), target, to.folder()));
    UnsettledChangeException.after(() -> settle(to, target, WriteOptions.DEFAULTS));
    return info;
  }

  private FileInfo rename(
      FilePath source, DirectoryHandle from, FilePath target, DirectoryHandle to)
      throws IOException {
    FileAttributes node = from.stat(source.name());
    if (node == null || !node.isFile()) {
      throw new NoSuchFileException(source.toString());
    }
    Metadata metadata = reader.metadata(source, node);
    requireReach("move", target, metadata);
    FileAttributes replaced = to.stat(target.name());
    if (isHardLink(node, replaced)) {
      from.deleteFile(source.name()); // the system would leave both names of one file
    } else {
      places.rename(from, source.name(), to, "move", target);
      UnsettledChangeException.after(() -> MetadataRecords.delete(root.area(), replaced));
    }
    return metadata.describe(target, node);
  }

  private static boolean isHardLink(FileAttributes node, @Nullable FileAttributes replaced) {
    return replaced != null
        && node.identity() != null
        && node.identity().equals(replaced.identity());
  }
}
