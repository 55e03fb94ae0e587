package dev.coffer.event;

import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InvalidFilePathException;
import dev.coffer.InvalidMetadataException;
import dev.coffer.NotFoundException;
import dev.coffer.StorageFullException;
import dev.coffer.UnsupportedFeatureException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a change ended.
 *
 * @param events what was done
 * @param unknown the paths for which it is not known whether they were changed
 */
record ChangeOutcome(List<FileEvent> events, List<FilePath> unknown) {
  /** Nothing was changed. */
  static final ChangeOutcome NOTHING = new ChangeOutcome(List.of(), List.of());

  /**
   * The errors that show that the store did not change the path. Any other may occur after the
   * change: the response was lost, or a move has created its target and could not delete its
   * source.
   */
  private static final Set<Class<?>> REFUSALS =
      Set.of(
          ConfigurationException.class,
          ConflictException.class,
          InvalidFilePathException.class,
          InvalidMetadataException.class,
          NotFoundException.class,
          StorageFullException.class,
          UnsupportedFeatureException.class);

  static ChangeOutcome of(FileEvent event) {
    return new ChangeOutcome(List.of(event), List.of());
  }

  /** A change failed that may have been made, in part or not at all. */
  static ChangeOutcome unknown(Intent intent) {
    return new ChangeOutcome(List.of(), intent.touched());
  }

  /** Returns whether a failure means that nothing was changed. */
  static boolean isRefusal(Throwable failure) {
    return failure instanceof FileStoreException e
        && e.failures().stream().allMatch(each -> REFUSALS.contains(each.getClass()));
  }

  /**
   * Returns the outcome of a failed deletion of files: files that the failure does not name are
   * deleted. If it names something that is none of the files, nothing is known.
   */
  static ChangeOutcome ofDeletion(Intent intent, FileStoreException failure, Instant now) {
    Set<String> named = new HashSet<>();
    Set<String> doubtful = new HashSet<>();
    for (FileStoreException each : failure.failures()) {
      named.add(each.path());
      if (!REFUSALS.contains(each.getClass())) {
        doubtful.add(each.path());
      }
    }
    List<FilePath> gone = without(intent.paths(), named);
    if (gone.size() + named.size() != intent.paths().size()) {
      return isRefusal(failure) ? NOTHING : unknown(intent);
    }
    List<FilePath> unknown =
        intent.paths().stream().filter(path -> doubtful.contains(path.toString())).toList();
    return new ChangeOutcome(deletions(gone, now), unknown);
  }

  static List<FileEvent> deletions(List<FilePath> paths, Instant now) {
    return paths.stream().map(path -> FileEvent.deleted(path, now)).toList();
  }

  private static List<FilePath> without(List<FilePath> paths, Set<String> some) {
    return paths.stream().filter(path -> !some.contains(path.toString())).toList();
  }
}
