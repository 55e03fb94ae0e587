package dev.coffer.spi;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InvalidFilePathException;
import dev.coffer.OwnPaths;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The area in which a layer keeps files of its own on the store that it surrounds, such as earlier
 * versions. Each own file belongs to a file of a user, which need not exist.
 *
 * <pre>{@code
 * OwnArea versions = OwnArea.of("versions");
 * next.copy(path, versions.file(path, "1"), CopyOptions.DEFAULTS.ifMatch(etag));
 * next.list(versions.filesOf(path), ListOptions.DEFAULTS);
 * }</pre>
 *
 * <p>The primitives of every store take these paths as any other, with the same guarantees. What is
 * in the area is hidden: no listing of a directory of users shows it, no string leads to it, and
 * the deletion of a directory, also of the root, leaves it in place. It is deleted by its own paths
 * alone. In a view of a directory, an own file of a path is that of the same file in the store
 * below. Layers that announce changes do not announce it.
 *
 * <p>A back end treats the name {@code .coffer} at its root so, and makes the paths of its listings
 * by {@link #ofListed}. A listing that begins in the area shows what is there, in the usual order.
 */
public final class OwnArea extends OwnPaths {
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private final String kind;

  private OwnArea(String kind) {
    this.kind = kind;
  }

  /**
   * Returns the area of a layer.
   *
   * @param kind a name that no other layer uses: up to 32 of {@code a-z 0-9 -}
   * @return the area
   * @throws IllegalArgumentException if the name has other characters
   */
  public static OwnArea of(String kind) {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("not a name of an area: " + kind);
    }
    return new OwnArea(kind);
  }

  /**
   * Returns the directory of the own files of all files below a directory. A recursive listing of
   * it has them in the order of the paths of the files, except for those whose path is {@linkplain
   * #head shortened}: they come first in the directory that is their head, each file's together.
   *
   * @param directory a directory of users, or the root
   * @return a path in the area; that of the head, if the directory is deeper
   */
  public FilePath below(FilePath directory) {
    return ownDirectory(kind, directory);
  }

  /**
   * Returns the directory of the own files of one file.
   *
   * @param file a file of users
   * @return a path in the area
   */
  public FilePath filesOf(FilePath file) {
    return ownFile(kind, file, "");
  }

  /**
   * Returns the path of an own file.
   *
   * @param file the file of users to which it belongs
   * @param name its name, one segment of at most 255 bytes
   * @return a path in the area
   * @throws InvalidFilePathException if the name is not a segment of a path
   */
  public FilePath file(FilePath file, String name) {
    FilePath segment = FilePath.ofFile(name);
    if (segment.parent().filter(FilePath.ROOT::equals).isEmpty()) {
      throw new IllegalArgumentException("not one segment: " + name);
    }
    return ownFile(kind, file, segment.toString());
  }

  /**
   * Returns the file or directory to which a path in the area belongs.
   *
   * @param path any path
   * @return empty if the path is not in the area; of a path that a listing has {@linkplain #head
   *     shortened} the head
   */
  public static Optional<FilePath> subjectOf(FilePath path) {
    return subject(path);
  }

  /**
   * Returns the file to which a path in the area belongs, whose listing may have shortened it. A
   * layer that lists own files keeps the path of the file with them, if its {@link #head} is
   * shorter.
   *
   * @param path any path
   * @param known the path of the file, from this root on or that of another view
   * @return the path of the file, from this root on; empty if the path is not in the area or
   *     belongs to another file
   */
  public static Optional<FilePath> subjectOf(FilePath path, FilePath known) {
    return subject(path, known);
  }

  /**
   * Returns as much of a path as listings of the area have: the path itself, unless it has more
   * than 512 bytes, or a segment more than 254; the characters up to {@code %} count three. Of a
   * longer path it is the directories with which it begins. A digest stands for the others.
   *
   * @param path a file or directory of users
   * @return the path or a directory above it
   */
  public FilePath head(FilePath path) {
    return head(kind, path);
  }

  /**
   * Returns the failure of a call on an own file as one of the file to which it belongs, the only
   * one that the user knows.
   *
   * @param operation the call of the user, such as {@code write}
   * @param file the file of the user
   * @param failure what happened
   * @return an error of the same kind, with the failure as its cause
   */
  public static FileStoreException errorOf(
      String operation, FilePath file, FileStoreException failure) {
    return failed(operation, file, failure);
  }

  /**
   * Returns whether a path is in the area of some layer.
   *
   * @param path any path
   * @return true if no string of a user leads to it
   */
  public static boolean contains(FilePath path) {
    return isOwn(path);
  }

  /**
   * Returns the path of a name that a back end has found in a listing of its service.
   *
   * @param name the name, from the root of the store on
   * @return the path, in the area or not
   * @throws InvalidFilePathException if the name is not a path, or is one of Coffer's names outside
   *     of the area
   */
  public static FilePath ofListed(String name) {
    return OwnPaths.ofListed(name);
  }
}
