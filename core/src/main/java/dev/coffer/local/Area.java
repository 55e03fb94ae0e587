package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The private directory {@value #NAME} of a root, as this process sees it.
 *
 * <pre>
 * .coffer/locks               the {@link LockTable} of all processes
 * .coffer/staging/7/          what process number 7 is writing
 * .coffer/metadata/           content types and metadata, only where files have no extended attributes
 * </pre>
 *
 * <p>What a process that was killed has left in its staging directory is deleted when the next
 * process joins.
 */
final class Area {
  static final String NAME = ".coffer";
  private static final String METADATA = "metadata";
  private static final String LOCKS = "locks";

  private final LockTable locks;
  private final Folder area;
  private final Folder metadata;
  private final Folder allStaging;
  private final Folder staging;
  private final Path stagingPath;
  private final boolean extendedAttributes;
  private final Path locksPath;
  private final @Nullable Object locksIdentity;
  private final AtomicLong names = new AtomicLong();

  private Area(
      Path path,
      Folder root,
      LockTable locks,
      boolean extendedAttributes,
      Collection<Folder> opened)
      throws IOException {
    this.area = open(root, NAME, opened);
    this.locks = locks;
    this.locksPath = path.resolve(LOCKS);
    this.locksIdentity = identity(locksPath);
    this.extendedAttributes = extendedAttributes;
    makeFolder(path.resolve(METADATA));
    this.metadata = open(area, METADATA, opened);
    makeFolder(path.resolve("staging"));
    this.stagingPath = path.resolve("staging").resolve(Integer.toString(locks.process()));
    this.allStaging = open(area, "staging", opened);
    makeFolder(stagingPath);
    this.staging = open(allStaging, Integer.toString(locks.process()), opened);
  }

  private static Folder open(Folder parent, String name, Collection<Folder> opened)
      throws IOException {
    Folder folder = parent.folder(name);
    opened.add(folder);
    return folder;
  }

  /**
   * Opens the area of a root, making it when it is missing, and sweeps what dead processes left.
   *
   * @param features what may be used of the system
   */
  static Area open(Path root, Folder rootFolder, Features features) throws IOException {
    Path path = root.resolve(NAME);
    makeFolder(path);
    LockTable locks = join(openLocks(path.resolve(LOCKS)));
    List<Folder> opened = new ArrayList<>();
    try {
      boolean attributes = features.extendedAttributes() && hasExtendedAttributes(path);
      Area area = new Area(path, rootFolder, locks, attributes, opened);
      if (!attributes) {
        // A record that is not found after a power failure would be lost with its file intact.
        area.area.sync();
        rootFolder.sync();
      }
      area.sweep();
      return area;
    } catch (IOException | RuntimeException | Error e) {
      opened.forEach(Folder::close);
      locks.close();
      throw e;
    }
  }

  /** A channel that is left open would take back this process's locks when it is collected. */
  private static LockTable join(FileChannel file) throws IOException {
    try {
      return LockTable.join(file);
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
  }

  /** Whether the area was not deleted or replaced by another program. */
  boolean isInPlace() {
    try {
      return Objects.equals(identity(locksPath), locksIdentity);
    } catch (IOException e) {
      return false;
    }
  }

  private static FileChannel openLocks(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            NOFOLLOW_LINKS),
        privately("rw-------", file));
  }

  static FileAttribute<?>[] privately(String permissions, Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, privately("rwx------", folder));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
        throw new NotDirectoryException(folder.toString());
      }
    }
  }

  private static boolean hasExtendedAttributes(Path path) {
    try {
      UserDefinedFileAttributeView view =
          Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, NOFOLLOW_LINKS);
      if (view == null) {
        return false;
      }
      view.write("coffer.probe", ByteBuffer.wrap(new byte[1]));
      view.delete("coffer.probe");
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  LockTable locks() {
    return locks;
  }

  Folder staging() {
    return staging;
  }

  Path stagingPath() {
    return stagingPath;
  }

  boolean hasExtendedAttributes() {
    return extendedAttributes;
  }

  /** A name that nothing else in this process's staging directory has. */
  String newName() {
    return Long.toString(names.incrementAndGet(), 36);
  }

  /** Where metadata are kept that cannot be attributes of their file. */
  Folder metadata() {
    return metadata;
  }

  /** The same, by the path of the root. */
  static Path metadata(Path root) {
    return root.resolve(NAME).resolve(METADATA);
  }

  /** Makes a directory in staging, to be moved into place, and gives its name. */
  String newFolder() throws IOException {
    String name = newName();
    makeFolder(stagingPath.resolve(name));
    return name;
  }

  // ---- Sweeping

  private void sweep() throws IOException {
    empty(staging);
    eachDead(
        (name, dead) -> {
          empty(dead);
          deleteQuietly(() -> allStaging.deleteFolder(name));
        });
  }

  /** Takes the staging directory of a process. */
  interface ProcessVisitor {
    void visit(String number, Folder staging) throws IOException;
  }

  /** Takes what lies in a staging directory. */
  interface StagedVisitor {
    void visit(String name, Node node) throws IOException;
  }

  /** Shows the staging directories of processes that are dead, and stay so meanwhile. */
  void eachDead(ProcessVisitor visitor) throws IOException {
    eachProcess(
        (name, other) -> {
          int number = Integer.parseInt(name);
          if (number != locks.process()) {
            locks.ifDead(number, () -> visitor.visit(name, other));
          }
        });
  }

  /** Shows the staging directories of all processes. */
  void eachProcess(ProcessVisitor visitor) throws IOException {
    try (DirectoryStream<Path> processes = allStaging.names()) {
      for (Path process : processes) {
        String name = process.getFileName().toString();
        if (name.matches("\\d{1,4}")) {
          try (Folder folder = allStaging.folder(name)) {
            visitor.visit(name, folder);
          } catch (NoSuchFileException | NotDirectoryException e) {
            // That process has left, or something foreign lies there.
          }
        }
      }
    }
  }

  /** Shows what lies in a staging directory. */
  static void eachStaged(Folder staging, StagedVisitor visitor) throws IOException {
    try (DirectoryStream<Path> names = staging.names()) {
      for (Path path : names) {
        String name = path.getFileName().toString();
        Node node = staging.stat(name);
        if (node != null) {
          visitor.visit(name, node);
        }
      }
    }
  }

  private void empty(Folder dead) throws IOException {
    eachStaged(dead, (name, node) -> deleteQuietly(() -> deleteStaged(dead, name, node)));
  }

  /** Deletes what was not published, with its record. */
  void deleteStaged(Folder staging, String name, Node node) throws IOException {
    if (node.isFolder()) {
      staging.deleteFolder(name);
    } else {
      MetadataRecords.delete(this, node);
      staging.deleteFile(name);
    }
  }

  private static void deleteQuietly(LockTable.ProcessAction deletion) throws IOException {
    try {
      deletion.run();
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      // Another process sweeps at the same time, or something foreign lies there: neither is ours
      // to settle.
    }
  }

  /** Leaves the area; no write may be under way. */
  void close() throws IOException {
    try {
      empty(staging);
      deleteQuietly(() -> allStaging.deleteFolder(Integer.toString(locks.process())));
    } catch (IOException e) {
      // The area is gone or may not be written any more; who opens it next sweeps what is left.
    } finally {
      staging.close();
      allStaging.close();
      metadata.close();
      area.close();
      locks.close();
    }
  }
}
