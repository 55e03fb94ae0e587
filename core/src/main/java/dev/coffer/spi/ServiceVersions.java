package dev.coffer.spi;

import dev.coffer.Feature;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The versions that the service of a back end keeps itself, as a bucket does; obtained with {@link
 * FileStore#unwrap} by the layer that shows them to users.
 *
 * <p>A store that has this feature takes the {@linkplain VersionPath path of a version} in its
 * primitives: {@code read} and {@code stat} return that version, {@code copy} copies it to the path
 * of a file, and {@code deleteFiles} deletes it for good. So layers between see what is done. Any
 * other change of such a path is refused.
 */
public interface ServiceVersions extends Feature {
  /** Whether the service keeps what a change replaces. */
  enum State {
    /** What is replaced or deleted becomes a version. */
    ENABLED,
    /** Earlier versions are there, and what is replaced now is lost. */
    SUSPENDED,
    /** Nothing is kept. */
    DISABLED
  }

  /**
   * Asks the service whether it keeps versions now.
   *
   * @return its answer; a service that does not know versions keeps none
   * @throws dev.coffer.PermissionDeniedException if the credentials may not ask
   * @throws dev.coffer.FileStoreException if there is no answer
   */
  State state();

  /**
   * Lists the versions of a file.
   *
   * @param file the file, which need not exist any more
   * @return its versions and deletions, with the current file, the newest first; requested page by
   *     page
   */
  Stream<ServiceVersion> of(FilePath file);

  /**
   * Lists the versions of all files below a directory.
   *
   * @param directory the directory
   * @param options where to start, at least, and who is notified of omitted names; the listing is
   *     always recursive
   * @return the versions and deletions of one path after the other, in the order of a recursive
   *     listing, those of a path as {@link #of} returns them; requested page by page
   */
  Stream<ServiceVersion> below(FilePath directory, ListOptions options);

  /**
   * Lists what was deleted for good and the service still has.
   *
   * @param directory the directory; all files below it
   * @return one path after the other; empty where the service keeps no such versions
   */
  default Stream<SoftDeletion> softDeleted(FilePath directory) {
    return Stream.empty();
  }

  /**
   * Returns the id with which {@code copy} brings a version back only if there is no file, else
   * throws a {@link dev.coffer.ConflictException}. It is that of a version that cannot be read,
   * such as a {@linkplain #softDeleted soft-deleted} one.
   *
   * @param id the version
   * @return empty for a version that can be read, and so written on a condition
   */
  default Optional<String> idIfAbsent(String id) {
    return Optional.empty();
  }

  /**
   * Returns the versions as a view of a directory names them.
   *
   * @param directory the root of the view
   * @return the versions of the files in it
   */
  default ServiceVersions within(FilePath directory) {
    return directory.isRoot() ? this : new VersionsInView(this, directory);
  }

  /** Versions show names and contents. */
  @Override
  default boolean leavesFilesAlone() {
    return false;
  }
}
