package dev.coffer.local;

import dev.coffer.ConcurrentRequests;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deletes files and directories, and the directories above them that hold nothing any more. A link
 * is deleted itself; what it leads to is never reached.
 */
final class Deleter {
  /** More than one also where there is one processor: the others wait for the disk. */
  private static final int THREADS =
      Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));

  private final Root root;
  private final Durability durability;
  private final Problems problems;

  Deleter(Root root, Durability durability, Problems problems) {
    this.root = root;
    this.durability = durability;
    this.problems = problems;
  }

  /** Deletes files, one directory after the other, so that each directory is synced once. */
  void deleteFiles(Collection<FilePath> paths) {
    Map<FilePath, List<FilePath>> byDirectory = new LinkedHashMap<>();
    for (FilePath path : paths) {
      path.requireFile("delete", problems.store());
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
    try (Folders.Lease lease = root.findToDelete(directory)) {
      if (lease == null) {
        root.confirm();
        return;
      }
      for (FilePath path : files) {
        deleteOrReport(lease.folder(), path, failures);
      }
      settle(lease, directory);
    } catch (IOException e) {
      files.forEach(path -> addTo(failures, problems.translate("delete", path.toString(), e)));
    }
  }

  private void deleteOrReport(Folder folder, FilePath path, List<FileStoreException> failures) {
    try {
      deleteFile(folder, path.name(), path.toString());
    } catch (IOException e) {
      addTo(failures, problems.translate("delete", path.toString(), e));
    } catch (InterruptedException e) {
      addTo(failures, problems.interrupted("delete", path.toString(), e));
    }
  }

  private static void addTo(List<FileStoreException> failures, RuntimeException e) {
    if (!(e instanceof FileStoreException failure)) {
      throw e;
    }
    failures.add(failure);
  }

  /** Deletes a name that is no directory; tells whether it is one. */
  private boolean deleteFile(Folder folder, String name, String path)
      throws IOException, InterruptedException {
    try {
      return root.deleting(path, area -> deleteLocked(area, folder, name));
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      Node present = folder.stat(name);
      if (present == null) {
        return false;
      }
      if (!present.isFolder() && !Problems.isOfAnotherKind(e)) {
        throw e;
      }
      return present.isFolder() || deleteFile(folder, name, path); // it was one a moment ago
    }
  }

  private static boolean deleteLocked(@Nullable Area area, Folder folder, String name)
      throws IOException {
    boolean mayHaveRecord = area != null && !area.hasExtendedAttributes();
    Node present = mayHaveRecord ? folder.stat(name) : null;
    folder.deleteFile(name);
    if (area != null) {
      MetadataRecords.delete(area, present);
    }
    return false;
  }

  /**
   * Finishes what a deletion in a directory began: deletes the directory when nothing is left in
   * it, and those above it, and brings the last change to the disk.
   */
  void settle(Folders.Lease lease, FilePath directory) throws IOException {
    if (directory.isRoot()) {
      syncIfFull(lease);
      return;
    }
    FilePath above = directory.parent().orElseThrow();
    try (Folders.Lease parent = root.folders().find(above)) {
      if (parent == null) {
        return;
      }
      if (isStillThere(parent.folder(), directory.name())) {
        syncIfFull(lease);
      } else {
        root.folders().forget(directory);
        settle(parent, above);
      }
    }
  }

  /**
   * Deletes a directory if it is empty; one that may not be deleted stays, as one that another
   * program made does.
   */
  private static boolean isStillThere(Folder parent, String name) {
    try {
      parent.deleteFolder(name);
      return false;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Deletes a directory, and those above it, as far as they are empty. */
  void prune(FilePath directory) throws IOException {
    for (FilePath at = directory; !at.isRoot(); at = at.parent().orElseThrow()) {
      try (Folders.Lease parent = root.folders().find(at.parent().orElseThrow())) {
        if (parent != null && isStillThere(parent.folder(), at.name())) {
          return;
        }
        root.folders().forget(at);
      }
    }
  }

  private void syncIfFull(Folders.Lease lease) throws IOException {
    if (durability == Durability.FULL) {
      lease.sync();
    }
  }

  // ---- Directories

  void deleteDirectory(FilePath directory) throws IOException, InterruptedException {
    try (Folders.Lease lease = root.findToDelete(directory)) {
      if (lease == null) {
        root.confirm();
        deleteLink(directory);
        return;
      }
      deleteAll(lease.folder(), directory.toString(), THREADS);
      settle(lease, directory);
    }
  }

  /** A link in place of the directory is deleted; a file of that name is left alone. */
  private void deleteLink(FilePath path) throws IOException, InterruptedException {
    FilePath above = path.parent().orElse(FilePath.ROOT);
    try (Folders.Lease lease = root.folders().find(above)) {
      if (lease != null) {
        Node there = lease.folder().stat(path.name());
        if (there != null && there.kind() == Node.Kind.OTHER) {
          deleteFile(lease.folder(), path.name(), path.toString());
          settle(lease, above);
        }
      }
    }
  }

  /**
   * Deletes what is in a directory. Several directories in it are shared among threads, the whole
   * of each by one.
   */
  private void deleteAll(Folder folder, String path, int threads)
      throws IOException, InterruptedException {
    List<String> folders = new ArrayList<>();
    List<String> areas = new ArrayList<>();
    try (DirectoryStream<Path> names = folder.names()) {
      for (Path child : names) {
        String name = child.getFileName().toString();
        if (name.equalsIgnoreCase(Area.NAME)) {
          areas.add(name);
        } else if (deleteFile(folder, name, below(path, name))) {
          folders.add(name);
        }
      }
    }
    if (threads == 1 || folders.size() <= 1) {
      for (String name : folders) {
        deleteFolder(folder, name, below(path, name), threads);
      }
    } else {
      ConcurrentRequests.run(
          folders.iterator(), threads, name -> deleteFolderOfMany(folder, name, below(path, name)));
    }
    for (String name : areas) {
      deleteArea(folder, name, path);
    }
  }

  /** The root's own area stays, and that of a store on a directory below while it is used. */
  private void deleteArea(Folder folder, String name, String path)
      throws IOException, InterruptedException {
    if (!path.isEmpty()) {
      root.others().ifUnused(path, () -> deleteWhole(folder, name, below(path, name)));
    }
  }

  private boolean deleteWhole(Folder folder, String name, String path)
      throws IOException, InterruptedException {
    boolean isFolder = deleteFile(folder, name, path);
    if (isFolder) {
      deleteFolder(folder, name, path, 1);
    }
    return isFolder;
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  private void deleteFolder(Folder parent, String name, String path, int threads)
      throws IOException, InterruptedException {
    try (Folder folder = parent.folder(name)) {
      root.others().lookBelow(path, folder);
      deleteAll(folder, path, threads);
      parent.deleteFolder(name);
    } catch (NoSuchFileException | NotDirectoryException | DirectoryNotEmptyException e) {
      // Deleted by another, or written to again: both are after this deletion.
    }
  }

  private void deleteFolderOfMany(Folder parent, String name, String path) {
    try {
      deleteFolder(parent, name, path, 1);
    } catch (IOException e) {
      throw problems.translate("delete", path, e);
    } catch (InterruptedException e) {
      throw problems.interrupted("delete", path, e);
    }
  }
}
