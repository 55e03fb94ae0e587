package dev.coffer.local;

import dev.coffer.DeleteOptions;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deletes files and directories, and the directories above them that are empty then. A link is
 * deleted itself; its target is never reached.
 */
final class LocalDeleter {
  /** More than one also where there is one processor: the others wait for the disk. */
  private static final int THREADS =
      Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));

  private final LocalContext context;
  private final Root root;

  LocalDeleter(LocalContext context) {
    this.context = context;
    this.root = context.root();
  }

  /** Deletes files, one directory after the other, so that each directory is synced once. */
  void deleteFiles(Collection<FilePath> paths) {
    Map<FilePath, List<FilePath>> byDirectory = new LinkedHashMap<>();
    for (FilePath path : paths) {
      path.requireFile("delete", context.store());
      byDirectory
          .computeIfAbsent(path.parent().orElseThrow(), parent -> new ArrayList<>())
          .add(path);
    }
    List<FileStoreException> failures = new ArrayList<>();
    byDirectory.forEach((directory, files) -> deleteFiles(directory, files, failures));
    if (!failures.isEmpty()) {
      throw FileStoreException.ofAll(failures);
    }
  }

  private void deleteFiles(
      FilePath directory, List<FilePath> files, List<FileStoreException> failures) {
    try (DirectoryHandles.Lease lease = root.findToDelete(directory)) {
      if (lease == null) {
        root.confirm();
        finishOrReport(files, failures, () -> syncAbove(directory));
        return;
      }
      List<FilePath> deleted = new ArrayList<>();
      for (FilePath path : files) {
        if (deleteOrReport(lease.folder(), path, failures)) {
          deleted.add(path);
        }
      }
      finishOrReport(deleted, failures, () -> finish(lease, directory));
    } catch (IOException e) {
      files.forEach(
          path -> addTo(failures, context.errors().translate("delete", path.toString(), e)));
    }
  }

  private boolean deleteOrReport(
      DirectoryHandle folder, FilePath path, List<FileStoreException> failures) {
    try {
      deleteFile(folder, Path.of(path.name()), path.toString());
      return true;
    } catch (IOException e) {
      addTo(failures, context.errors().translate("delete", path.toString(), e));
    } catch (InterruptedException e) {
      addTo(failures, context.errors().interrupted("delete", path.toString(), e));
    }
    return false;
  }

  private void finishOrReport(
      List<FilePath> deleted, List<FileStoreException> failures, FileWork.Action finish) {
    try {
      UnsettledChangeException.after(finish);
    } catch (UnsettledChangeException e) {
      deleted.forEach(
          path -> addTo(failures, context.errors().translate("delete", path.toString(), e)));
    }
  }

  private static void addTo(List<FileStoreException> failures, RuntimeException e) {
    if (!(e instanceof FileStoreException failure)) {
      throw e;
    }
    failures.add(failure);
  }

  /** Deletes a file on a condition, which is decided with the lock of its path. */
  void deleteIf(FilePath path, DeleteOptions options) throws IOException, InterruptedException {
    FilePath directory = path.parent().orElseThrow();
    try (DirectoryHandles.Lease lease = root.findToDelete(directory)) {
      if (lease == null) {
        root.confirm();
        options.check(path, Optional.empty(), context.store());
        return;
      }
      root.locked(path.toString(), () -> deleteLockedIf(lease.folder(), path, options));
      UnsettledChangeException.after(() -> finish(lease, directory));
    }
  }

  private boolean deleteLockedIf(DirectoryHandle folder, FilePath path, DeleteOptions options)
      throws IOException {
    FileAttributes present = folder.stat(path.name());
    options.check(path, FileAttributes.etagOf(present), context.store());
    root.noteDeletion(path.toString());
    try {
      folder.deleteFile(Path.of(path.name()));
    } catch (NoSuchFileException e) { // another program has deleted it
      options.check(path, Optional.empty(), context.store());
    }
    UnsettledChangeException.after(() -> MetadataRecords.delete(root.area(), present));
    return true;
  }

  /** Deletes a name that is no directory; returns whether it is one. */
  private boolean deleteFile(DirectoryHandle folder, Path name, String path)
      throws IOException, InterruptedException {
    try {
      return root.deleting(path, area -> deleteLocked(area, folder, name));
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      FileAttributes present = folder.stat(name);
      if (present == null) {
        return false;
      }
      if (!present.isFolder() && !LocalErrors.isOfAnotherKind(e)) {
        throw e;
      }
      return present.isFolder() || deleteFile(folder, name, path); // it was one a moment ago
    }
  }

  private static boolean deleteLocked(@Nullable StoreArea area, DirectoryHandle folder, Path name)
      throws IOException {
    boolean mayHaveRecord = area != null && !area.hasExtendedAttributes();
    FileAttributes present = mayHaveRecord ? folder.stat(name) : null;
    folder.deleteFile(name);
    if (area != null) {
      MetadataRecords.delete(area, present);
    }
    return false;
  }

  /**
   * Finishes a deletion in a directory: deletes the directory if nothing is left in it, and those
   * above it, and brings the last change to the disk.
   */
  void finish(DirectoryHandles.Lease lease, FilePath directory) throws IOException {
    if (directory.isRoot()) {
      syncIfFull(lease);
      return;
    }
    FilePath above = directory.parent().orElseThrow();
    try (DirectoryHandles.Lease parent = root.find(above)) {
      if (parent == null) {
        syncAbove(above);
      } else if (!ParentDirectories.isStillThere(parent.folder(), directory.name())) {
        root.forget(directory);
        finish(parent, above);
      } else if (!syncIfFull(lease)) {
        syncAbove(directory);
      }
    }
  }

  /**
   * Brings to the disk that a directory is gone, with all that was in it: whoever deleted it may
   * not have done that yet, or have failed to. The directory to sync is the nearest one above that
   * exists.
   */
  private void syncAbove(FilePath directory) throws IOException {
    for (FilePath at = directory; !at.isRoot(); ) {
      at = at.parent().orElseThrow();
      try (DirectoryHandles.Lease lease = root.find(at)) {
        if (lease != null && syncIfFull(lease)) {
          return;
        }
      }
    }
  }

  /**
   * Brings deletions to the disk with full durability; false if the directory is gone meanwhile.
   */
  private boolean syncIfFull(DirectoryHandles.Lease lease) throws IOException {
    return !context.syncsDirectories() || lease.syncDeletions();
  }

  // ---- Directories

  void deleteDirectory(FilePath directory) throws IOException, InterruptedException {
    deleteDirectory(directory, new Below());
  }

  /** Deletes what is no file, and the directories that are empty then. */
  void deleteRemains(FilePath path) throws IOException, InterruptedException {
    deleteDirectory(path, new Remains());
  }

  private void deleteDirectory(FilePath directory, Below rules)
      throws IOException, InterruptedException {
    try (DirectoryHandles.Lease lease = root.findToDelete(directory)) {
      if (lease == null) {
        root.confirm();
        deleteLink(directory);
        return;
      }
      TreeDeletion.clear(lease.folder(), directory.toString(), THREADS, rules);
      root.forgetBelow(directory);
      deleteItself(directory);
      UnsettledChangeException.after(() -> finish(lease, directory));
    }
  }

  /** Deletes a directory unless others have written into it. */
  private void deleteItself(FilePath directory) throws IOException {
    if (directory.isRoot()) {
      return;
    }
    try (DirectoryHandles.Lease parent = root.find(directory.parent().orElseThrow())) {
      if (parent != null) {
        parent.folder().deleteFolder(directory.name());
      }
    } catch (NoSuchFileException | NotDirectoryException | DirectoryNotEmptyException e) {
      // Deleted by another, or written to again: both are after this deletion.
    }
  }

  /** A link in place of the directory is deleted; a file of that name is left alone. */
  void deleteLink(FilePath path) throws IOException, InterruptedException {
    FilePath above = path.parent().orElse(FilePath.ROOT);
    try (DirectoryHandles.Lease lease = root.find(above)) {
      if (lease != null) {
        FileAttributes there = lease.folder().stat(path.name());
        if (there != null && !there.isFile() && !there.isFolder()) {
          boolean unused = deleteUnlessFile(lease.folder(), Path.of(path.name()), path.toString());
          UnsettledChangeException.after(() -> finish(lease, above));
          return;
        }
      }
    }
    UnsettledChangeException.after(() -> syncAbove(path));
  }

  /** Deletes a link or a special file; returns whether there is a directory. */
  private boolean deleteUnlessFile(DirectoryHandle folder, Path name, String path)
      throws IOException, InterruptedException {
    return root.deleting(
        path,
        area -> {
          FileAttributes there = folder.stat(name);
          boolean goes = there != null && !there.isFile() && !there.isFolder();
          return goes ? deleteLocked(area, folder, name) : there != null && there.isFolder();
        });
  }

  /** Deletes below a directory what is no file; files that are written meanwhile stay too. */
  private final class Remains extends Below {
    @Override
    public boolean deleteUnlessFolder(DirectoryHandle folder, Path name, String path)
        throws IOException {
      return interruptible(() -> deleteUnlessFile(folder, name, path));
    }
  }

  /** Deletes what is below a directory that is deleted. */
  private class Below implements TreeDeletion.Rules {
    @Override
    public void entered(DirectoryHandle folder, String path) throws IOException {
      if (!path.isEmpty()) {
        root.others().lookBelow(path, folder);
      }
    }

    @Override
    public boolean deleteUnlessFolder(DirectoryHandle folder, Path name, String path)
        throws IOException {
      return interruptible(() -> deleteFile(folder, name, path));
    }

    @Override
    public boolean isLast(Path name) {
      return name.toString().equalsIgnoreCase(StoreArea.NAME);
    }

    /**
     * The root's own area stays, and that of a store on a directory below while it is used or has
     * files of layers, such as earlier versions: those are not files of this directory.
     */
    @Override
    public void deleteLast(DirectoryHandle folder, Path name, String parentPath)
        throws IOException {
      if (parentPath.isEmpty() || hasOwnFiles(folder, name, parentPath)) {
        return;
      }
      interruptible(
          () -> {
            root.others().ifUnused(parentPath, () -> deleteArea(folder, name, parentPath));
            return true;
          });
    }

    private boolean hasOwnFiles(DirectoryHandle folder, Path name, String parentPath)
        throws IOException {
      if (parentPath.startsWith(StoreArea.NAME + "/")) {
        return false;
      }
      try (DirectoryHandle area = folder.folder(name)) {
        return area.stat("files") != null;
      } catch (NoSuchFileException | NotDirectoryException e) {
        return false;
      }
    }

    private void deleteArea(DirectoryHandle folder, Path name, String parentPath)
        throws IOException, InterruptedException {
      String path = parentPath + "/" + name;
      if (deleteFile(folder, name, path)) {
        try (DirectoryHandle area = folder.folder(name)) {
          TreeDeletion.clear(area, path, 1, this);
        }
        folder.deleteFolder(name);
      }
    }

    final <T> T interruptible(FileWork<T> work) throws IOException {
      try {
        return work.run();
      } catch (InterruptedException e) {
        throw FileWork.interrupted(e);
      }
    }

    /** What was deleted in it must not come back. */
    @Override
    public void stays(DirectoryHandle folder, String path) throws IOException {
      if (context.syncsDirectories()) {
        UnsettledChangeException.after(() -> syncUnlessDeleted(folder, path));
      }
    }

    private void syncUnlessDeleted(DirectoryHandle folder, String path) throws IOException {
      try {
        root.syncs().syncAllSoFar(folder, root.path().resolve(path));
      } catch (NoSuchFileException e) {
        // Deleted by another since.
      }
    }

    @Override
    public RuntimeException translate(String path, IOException e) {
      return context.errors().translate("delete", path, e);
    }
  }
}
