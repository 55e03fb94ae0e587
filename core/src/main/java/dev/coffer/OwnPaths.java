package dev.coffer;

import java.util.Optional;

/**
 * The way to paths in Coffer's own area, which no string of a user leads to. Users have no need of
 * it; authors of layers and back ends use {@code dev.coffer.spi.OwnArea}, which extends it.
 */
public abstract class OwnPaths {
  /** Creates the extension, of which there is one. */
  protected OwnPaths() {}

  /**
   * Returns the directory of what belongs to the files below a directory.
   *
   * @param kind whose files these are
   * @param directory a directory of users
   * @return a path in the area
   */
  protected static FilePath ownDirectory(String kind, FilePath directory) {
    return FilePath.own(new OwnPath(kind, directory, ""));
  }

  /**
   * Returns the path of a file that belongs to a file.
   *
   * @param kind whose files these are
   * @param file a file of users
   * @param name one segment, empty for the directory of all
   * @return a path in the area
   */
  protected static FilePath ownFile(String kind, FilePath file, String name) {
    return FilePath.own(
        new OwnPath(kind, file, name.isEmpty() ? OwnPath.AREA : OwnPath.AREA + "/" + name));
  }

  /**
   * Returns the path of a name that a back end has found in a listing.
   *
   * @param path a name that may be in the area
   * @return the path
   * @throws InvalidFilePathException if the name is neither in the area nor a path
   */
  protected static FilePath ofListed(String path) {
    OwnPath own = OwnPath.parse(path);
    return own == null ? FilePath.of(path) : FilePath.own(own, path);
  }

  /**
   * Returns whether a path is in the area.
   *
   * @param path any path
   * @return true if no string of a user leads to it
   */
  protected static boolean isOwn(FilePath path) {
    return OwnPath.isOwn(path.toString());
  }

  /**
   * Returns the file or directory to which a path in the area belongs.
   *
   * @param path any path
   * @return empty if the path is not in the area
   */
  protected static Optional<FilePath> subject(FilePath path) {
    return path.ownParts().map(OwnPath::subject);
  }
}
