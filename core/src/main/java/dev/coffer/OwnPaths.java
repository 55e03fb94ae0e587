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
    return FilePath.own(OwnPath.ofDirectory(kind, directory));
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
    OwnPath directory = OwnPath.ofFile(kind, file);
    return FilePath.own(name.isEmpty() ? directory : directory.resolve(name));
  }

  /**
   * Returns the path of a name that a back end has found in a listing.
   *
   * @param path a name that may be in the area
   * @return the path
   * @throws InvalidFilePathException if the name is neither in the area nor a path
   */
  protected static FilePath ofListed(String path) {
    String name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    OwnPath own = OwnPath.parse(name);
    return own == null ? FilePath.of(path) : FilePath.own(own, name);
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

  /**
   * Returns the file to which a path in the area belongs, which a listing may have shortened.
   *
   * @param path any path
   * @param known the path of the file, as the one who wrote it names it
   * @return empty if the path is not in the area or belongs to another file
   */
  protected static Optional<FilePath> subject(FilePath path, FilePath known) {
    return path.ownParts().flatMap(own -> own.subject(known));
  }

  /**
   * Returns as much of the path of a file or directory as listings of the area have.
   *
   * @param kind whose files these are
   * @param path a path of users
   * @return the path itself, unless it is too long
   */
  protected static FilePath head(String kind, FilePath path) {
    return OwnPath.ofDirectory(kind, path).head();
  }

  /**
   * Returns the failure of a call on an own file as one of the file to which it belongs.
   *
   * @param operation the call of the user
   * @param file the file of the user
   * @param failure what happened
   * @return an error of the same kind, with the failure as its cause
   */
  protected static FileStoreException failed(
      String operation, FilePath file, FileStoreException failure) {
    return failure.during(new ErrorContext(operation, file.toString(), failure.store()));
  }
}
