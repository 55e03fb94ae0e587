package dev.coffer.local;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes, copies and moves. A new file is staged in the private area and put in place by one
 * rename, under the lock of its path; what may be wrong with the place is found out by trying.
 */
final class Writer {
  /** Tries before a directory that vanishes again and again is an error. */
  private static final int MOST_TRIES = 1000;

  private final Root root;
  private final Durability durability;
  private final Problems problems;
  private final Reader reader;
  private final Deleter deleter;

  Writer(Root root, Durability durability, Problems problems, Reader reader, Deleter deleter) {
    this.root = root;
    this.durability = durability;
    this.problems = problems;
    this.reader = reader;
    this.deleter = deleter;
  }

  FileInfo write(FilePath path, Content content, WriteOptions options)
      throws IOException, InterruptedException {
    failEarly(path, options);
    Metadata metadata = new Metadata(options.contentType(), options.metadata());
    try (StagedFile staged = new StagedFile(path, root, problems)) {
      staged.receive(content);
      Node node = staged.finish(metadata, durability != Durability.NONE);
      publish(staged, "write", path, options);
      return metadata.describe(path, node);
    }
  }

  /** A condition that does not hold now need not wait for gigabytes to be staged. */
  private void failEarly(FilePath path, WriteOptions options) throws IOException {
    if (options.isIfAbsent() || options.requiredEtag().isPresent()) {
      try (Folders.Lease lease = root.folders().find(path.parent().orElseThrow())) {
        if (lease == null) {
          root.confirm();
        }
        check(path, options, lease == null ? null : lease.folder().stat(path.name()));
      }
    }
  }

  FileInfo copy(FilePath source, FilePath target) throws IOException, InterruptedException {
    try (Reader.Opened opened = reader.open("copy", source);
        StagedFile staged = new StagedFile(target, root, problems)) {
      Metadata metadata = opened.metadata();
      staged.transferFrom(opened.channel());
      Node node = staged.finish(metadata, durability != Durability.NONE);
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
    try (Folders.Lease lease = findOrMake(operation, path)) {
      Folder folder = lease.folder();
      root.area()
          .locks()
          .locked(path.toString(), () -> put(staged, operation, path, options, folder));
      syncIfFull(lease);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private boolean put(
      StagedFile staged, String operation, FilePath path, WriteOptions options, Folder folder)
      throws IOException {
    Area area = root.area();
    boolean conditional = options.isIfAbsent() || options.requiredEtag().isPresent();
    Node present = conditional || !area.hasExtendedAttributes() ? folder.stat(path.name()) : null;
    if (conditional) {
      check(path, options, present);
    }
    rename(area.staging(), staged.name(), folder, operation, path);
    staged.markPublished();
    MetadataRecords.delete(area, present);
    return true;
  }

  private void syncIfFull(Folders.Lease lease) throws IOException {
    if (durability == Durability.FULL) {
      try {
        lease.sync();
      } catch (NoSuchFileException e) {
        // Deleted meanwhile, so there is no name left to be brought to the disk.
      }
    }
  }

  private void check(FilePath path, WriteOptions options, @Nullable Node present) {
    boolean exists = present != null && present.isFile();
    if (options.isIfAbsent() && exists) {
      throw conflict("write", path, "the file exists");
    }
    Optional<String> required = options.requiredEtag();
    if (required.isPresent()
        && (present == null || !exists || !present.etag().equals(required.get()))) {
      String hint = exists ? "the file has changed: read it anew" : "there is no such file";
      throw conflict("write", path, hint);
    }
  }

  private ConflictException conflict(String operation, FilePath path, String hint) {
    return new ConflictException(operation, path.toString(), problems.store(), hint, null);
  }

  /**
   * A directory that vanished is made again, unless it vanishes again and again or the root has.
   */
  private void confirm(FilePath path, int tries) throws IOException {
    root.confirm();
    if (tries == MOST_TRIES) {
      throw new FileSystemException(
          path.toString(), null, "its directory is deleted again and again");
    }
  }

  // ---- Moving
  // --------------------------------------------------------------------------------------------------

  FileInfo move(FilePath source, FilePath target) throws IOException, InterruptedException {
    FileInfo before =
        reader
            .stat(source)
            .orElseThrow(
                () ->
                    new NotFoundException("move", source.toString(), problems.store(), null, null));
    if (source.equals(target)) {
      return before;
    }
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
      try (Folders.Lease from = root.folders().find(source.parent().orElseThrow());
          Folders.Lease to = findOrMake("move", target)) {
        if (from == null) {
          throw new NoSuchFileException(source.toString());
        }
        FileInfo moved = moveLocked(source, from, target, to);
        deleter.settle(from, source.parent().orElseThrow());
        return moved;
      } catch (NoSuchFileException e) {
        if (reader.stat(source).isEmpty()) {
          throw new NotFoundException("move", source.toString(), problems.store(), null, e);
        }
        confirm(target, tries);
      }
    }
  }

  private FileInfo moveLocked(
      FilePath source, Folders.Lease from, FilePath target, Folders.Lease to)
      throws IOException, InterruptedException {
    FileInfo info =
        root.area()
            .locks()
            .locked(
                source.toString(),
                target.toString(),
                () -> rename(source, from.folder(), target, to.folder()));
    syncIfFull(to);
    return info;
  }

  private FileInfo rename(FilePath source, Folder from, FilePath target, Folder to)
      throws IOException {
    Node node = from.stat(source.name());
    if (node == null || !node.isFile()) {
      throw new NoSuchFileException(source.toString());
    }
    Metadata metadata = reader.metadata(source, node);
    Node replaced = to.stat(target.name());
    if (isHardLink(node, replaced)) {
      from.deleteFile(source.name()); // the system would leave both names of one file
    } else {
      rename(from, source.name(), to, "move", target);
      MetadataRecords.delete(root.area(), replaced);
    }
    return metadata.describe(target, node);
  }

  private static boolean isHardLink(Node node, @Nullable Node replaced) {
    return replaced != null
        && node.identity() != null
        && node.identity().equals(replaced.identity());
  }

  // ---- Places
  // --------------------------------------------------------------------------------------------------

  /**
   * Renames; a directory without files that is in the way is deleted, another one is a conflict.
   */
  private void rename(Folder from, String name, Folder to, String operation, FilePath target)
      throws IOException {
    for (int tries = 1; !tryToRename(from, name, to, target, tries); tries++) {
      if (!deleteIfWithoutFiles(to, target.name())) {
        throw conflict(operation, target, "there is a directory of that name");
      }
    }
  }

  /** Renames; false when a directory is, or was until now, in the way. */
  private static boolean tryToRename(
      Folder from, String name, Folder to, FilePath target, int tries) throws IOException {
    try {
      from.rename(name, to, target.name());
      return true;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      Node there = to.stat(target.name());
      boolean wasFolder = (there != null && there.isFolder()) || Problems.isOfAnotherKind(e);
      if (!wasFolder || tries == MOST_TRIES) {
        throw e;
      }
      return false;
    }
  }

  private static boolean deleteIfWithoutFiles(Folder parent, String name) throws IOException {
    try {
      parent.deleteFolder(name);
      return true;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return true;
    } catch (DirectoryNotEmptyException e) {
      return deleteFoldersIn(parent, name);
    }
  }

  private static boolean deleteFoldersIn(Folder parent, String name) throws IOException {
    try {
      try (Folder folder = parent.folder(name);
          DirectoryStream<Path> children = folder.names()) {
        for (Path child : children) {
          String childName = child.getFileName().toString();
          Node node = folder.stat(childName);
          if (node != null && !(node.isFolder() && deleteIfWithoutFiles(folder, childName))) {
            return false;
          }
        }
      }
      parent.deleteFolder(name);
      return true;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  /** Opens the directory of a path, making what is missing. */
  private Folders.Lease findOrMake(String operation, FilePath path) throws IOException {
    FilePath directory = path.parent().orElseThrow();
    Folders.Lease lease = root.folders().find(directory);
    for (int tries = 0; lease == null && tries < MOST_TRIES; tries++) {
      make(operation, path, directory);
      lease = root.folders().find(directory);
    }
    if (lease == null) {
      throw new NoSuchFileException(directory.toString());
    }
    return lease;
  }

  /**
   * Makes a directory and those above it; a level that vanishes meanwhile is left to the next try.
   */
  private void make(String operation, FilePath path, FilePath directory) throws IOException {
    if (directory.isRoot()) {
      return;
    }
    FilePath above = directory.parent().orElseThrow();
    if (!makeIn(above, operation, path, directory)) {
      make(operation, path, above);
      makeIn(above, operation, path, directory);
    }
  }

  /** Makes a directory in the one above; false when that is missing. */
  private boolean makeIn(FilePath above, String operation, FilePath path, FilePath directory)
      throws IOException {
    try (Folders.Lease parent = root.folders().find(above)) {
      if (parent == null) {
        return false;
      }
      makeIn(parent.folder(), operation, path, directory);
      return true;
    }
  }

  private void makeIn(Folder parent, String operation, FilePath path, FilePath directory)
      throws IOException {
    for (int tries = 1; !isThere(parent, operation, path, directory); tries++) {
      Area area = root.area();
      String staged = area.newFolder();
      try {
        area.staging().rename(staged, parent, directory.name());
      } catch (IOException e) {
        area.staging().deleteFolder(staged);
        // Another process may have made the directory, and yet another deleted it again.
        if (e instanceof AccessDeniedException || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /** A link is treated as absent. One that has gone, or is a directory by now, is as good. */
  private static void deleteLink(Folder parent, String name) throws IOException {
    try {
      parent.deleteFile(name);
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      if (!Problems.isOfAnotherKind(e)) {
        throw e;
      }
    }
  }

  /**
   * Whether there is a directory; a file is a conflict, and a link is treated as absent and so
   * deleted.
   */
  private boolean isThere(Folder parent, String operation, FilePath path, FilePath directory)
      throws IOException {
    Node there = parent.stat(directory.name());
    if (there == null) {
      return false;
    }
    if (there.isFile()) {
      throw conflict(operation, path, "'" + directory + "' is a file");
    }
    if (!there.isFolder()) {
      deleteLink(parent, directory.name());
    }
    return there.isFolder();
  }
}
