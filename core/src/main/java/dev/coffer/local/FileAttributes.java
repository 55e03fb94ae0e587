package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the file system reports about a name, read at once.
 *
 * @param kind what it is; for a link, the link itself
 * @param identity the same as long as it is the same file or directory; null where the system has
 *     none
 * @param inode its number, see {@link Inodes}
 * @param modified nanoseconds since 1970
 */
record FileAttributes(Kind kind, @Nullable Object identity, long inode, long size, long modified) {
  enum Kind {
    FILE,
    FOLDER,
    LINK,

    /** A device, a pipe or a socket. */
    OTHER
  }

  private static final int MOST_DIGITS = 16;

  /** Reads what there is at a path; of a link, its own. */
  static BasicFileAttributes read(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  static FileAttributes of(BasicFileAttributes attributes, Inodes inodes) {
    Kind kind = kind(attributes);
    long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    Object key = attributes.fileKey();
    return new FileAttributes(kind, key, inodes.number(key), attributes.size(), modified);
  }

  private static Kind kind(BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return Kind.FILE;
    }
    if (attributes.isDirectory()) {
      return Kind.FOLDER;
    }
    return attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
  }

  // Written out: what the compiler makes links itself at the first use, a third of a short start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileAttributes node
        && kind == node.kind
        && Objects.equals(identity, node.identity)
        && inode == node.inode
        && size == node.size
        && modified == node.modified;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(inode ^ modified);
  }

  boolean isFile() {
    return kind == Kind.FILE;
  }

  boolean isFolder() {
    return kind == Kind.FOLDER;
  }

  /** Whether another name leads to the same file. */
  boolean isSameFile(@Nullable FileAttributes other) {
    return identity != null && other != null && identity.equals(other.identity);
  }

  Instant lastModified() {
    return Instant.ofEpochSecond(0, modified);
  }

  /**
   * Changes with each write: the inode distinguishes one file from another, and the time, which no
   * two writes of one path share, distinguishes writes into an inode that is used again.
   */
  String etag() {
    return hex(inode, modified, size);
  }

  /** The etag of what a name leads to; empty if that is no file. */
  static Optional<String> etagOf(@Nullable FileAttributes present) {
    return Optional.ofNullable(present).filter(FileAttributes::isFile).map(FileAttributes::etag);
  }

  /** Identifies the bytes, also after the file was copied with its time. */
  String version() {
    return hex(modified, size);
  }

  /** Hexadecimal numbers with {@code -} between; every listed file has such a text. */
  private static String hex(long... numbers) {
    byte[] text = new byte[numbers.length * (MOST_DIGITS + 1)];
    int start = text.length;
    for (int i = numbers.length - 1; i >= 0; i--) {
      long rest = numbers[i];
      do {
        text[--start] = (byte) Character.forDigit((int) (rest & 0xF), 16);
        rest >>>= 4;
      } while (rest != 0);
      text[--start] = '-';
    }
    start++; // the first has none before it
    return new String(text, start, text.length - start, StandardCharsets.ISO_8859_1);
  }

  FileAttributes modifiedAt(long nanos) {
    return new FileAttributes(kind, identity, inode, size, nanos);
  }
}
