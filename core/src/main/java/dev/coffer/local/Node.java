package dev.coffer.local;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the file system tells of a name, from one look at it.
 *
 * @param kind whether it is a file, a directory or, as a link is, nothing that the store knows
 * @param identity the same as long as it is the same file or directory; null where the system has
 *     none
 * @param modified nanoseconds since 1970
 */
record Node(Kind kind, @Nullable Object identity, long size, long modified) {
  enum Kind {
    FILE,
    FOLDER,
    OTHER
  }

  static Node of(BasicFileAttributes attributes) {
    Kind kind =
        attributes.isRegularFile()
            ? Kind.FILE
            : attributes.isDirectory() ? Kind.FOLDER : Kind.OTHER;
    long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    return new Node(kind, attributes.fileKey(), attributes.size(), modified);
  }

  boolean isFile() {
    return kind == Kind.FILE;
  }

  boolean isFolder() {
    return kind == Kind.FOLDER;
  }

  Instant lastModified() {
    return Instant.ofEpochSecond(0, modified);
  }

  /**
   * Changes with each write: the inode tells one file from another, and the time, which no two
   * writes of one path share, tells what was written into an inode that is used again.
   */
  String etag() {
    return Long.toHexString(inode()) + "-" + version();
  }

  /** What the bytes are known by, wherever the file is copied to with its time kept. */
  String version() {
    return Long.toHexString(modified) + "-" + Long.toHexString(size);
  }

  Node modifiedAt(long nanos) {
    return new Node(kind, identity, size, nanos);
  }

  /**
   * The JDK shows an inode's number only in the text of its file key: {@code (dev=fe00,ino=4711)}.
   */
  long inode() {
    String key = String.valueOf(identity);
    int start = key.lastIndexOf('=') + 1;
    long number = 0;
    for (int i = start; start > 0 && i < key.length() && Character.isDigit(key.charAt(i)); i++) {
      number = number * 10 + (key.charAt(i) - '0');
    }
    return number & Long.MAX_VALUE;
  }
}
