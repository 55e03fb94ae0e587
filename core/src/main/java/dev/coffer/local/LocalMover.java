package dev.coffer.local;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Moves files: one rename, under the locks of both paths. */
final class LocalMover {
  private final LocalContext context;
  private final Root root;
  private final ParentDirectories parents;
  private final LocalReader reader;

  LocalMover(LocalContext context) {
    this.context = context;
    this.root = context.root();
    this.parents = new ParentDirectories(context);
    this.reader = new LocalReader(context);
  }

  FileInfo move(FilePath source, FilePath target) throws IOException, InterruptedException {
    FileInfo before =
        reader.stat(source).orElseThrow(() -> context.errors().notFound("move", source, null));
    if (source.equals(target)) {
      return before;
    }
    root.areaInPlace();
    try {
      return moveOther(source, target);
    } catch (IOException | InterruptedException | RuntimeException e) {
      parents.pruneAfter(e, target);
      throw e;
    }
  }

  private FileInfo moveOther(FilePath source, FilePath target)
      throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try (DirectoryHandles.Lease from = root.find(source.parent().orElseThrow());
          DirectoryHandles.Lease to = parents.findOrMake("move", target)) {
        if (from == null) {
          throw new NoSuchFileException(source.toString());
        }
        FileInfo moved = moveLocked(source, from, target, to);
        UnsettledChangeException.after(
            () -> new LocalDeleter(context).finish(from, source.parent().orElseThrow()));
        return moved;
      } catch (NoSuchFileException e) {
        if (reader.stat(source).isEmpty()) {
          throw context.errors().notFound("move", source, e);
        }
        parents.confirm(target, tries);
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
    if (context.syncsDirectories()) {
      UnsettledChangeException.after(to::sync);
    }
    return info;
  }

  private FileInfo rename(
      FilePath source, DirectoryHandle from, FilePath target, DirectoryHandle to)
      throws IOException {
    FileAttributes node = from.stat(source.name());
    if (node == null || !node.isFile()) {
      throw new NoSuchFileException(source.toString());
    }
    Metadata metadata = new MetadataRecords(context).read(source, node);
    MetadataRecords.requireReach(context, "move", target, metadata);
    FileAttributes replaced = to.stat(target.name());
    if (node.isSameFile(replaced)) {
      from.deleteFile(source.name()); // the system would leave both names of one file
    } else {
      parents.rename(from, source.name(), to, "move", target);
      UnsettledChangeException.after(() -> MetadataRecords.delete(root.area(), replaced));
    }
    return metadata.describe(target, node);
  }
}
