package dev.coffer.io;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The permissions with which files and directories are made that nobody but their owner sees. */
public final class OwnerOnly {
  /** Of a file, where the file system is known to have permissions. */
  public static final FileAttribute<Set<PosixFilePermission>> FILE = permissions("rw-------");

  private static final FileAttribute<?> DIRECTORY = permissions("rwx------");

  private OwnerOnly() {}

  private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  /**
   * Returns the attributes of a file.
   *
   * @param place where it is made
   * @return none where the file system has no such permissions
   */
  public static FileAttribute<?>[] file(Path place) {
    return where(place, FILE);
  }

  /**
   * Returns the attributes of a directory.
   *
   * @param place where it is made
   * @return none where the file system has no such permissions
   */
  public static FileAttribute<?>[] directory(Path place) {
    return where(place, DIRECTORY);
  }

  private static FileAttribute<?>[] where(Path place, FileAttribute<?> permissions) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {permissions}
        : new FileAttribute<?>[0];
  }
}
