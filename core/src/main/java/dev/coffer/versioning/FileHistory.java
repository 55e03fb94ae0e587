package dev.coffer.versioning;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The current file of a path and its earlier versions.
 *
 * @param path the path
 * @param current the current file, as a listing describes it; empty if there is none
 * @param versions the earlier versions and deletions, the newest first
 */
public record FileHistory(FilePath path, Optional<FileInfo> current, List<FileVersion> versions) {
  private static final Comparator<FileVersion> BY_TIME =
      Comparator.comparing(FileVersion::time)
          .thenComparing(FileVersion::deleteMarker)
          .thenComparing(FileVersion::id);

  /**
   * Creates a history.
   *
   * @param path the path
   * @param current the current file
   * @param versions the earlier versions and deletions, the newest first
   */
  public FileHistory {
    versions = List.copyOf(versions);
  }

  /**
   * Returns the newest version that has content.
   *
   * @return empty if there is none
   */
  public Optional<FileVersion> newest() {
    return versions.stream().filter(version -> !version.deleteMarker()).findFirst();
  }

  /**
   * Returns whether the current file was there at a moment.
   *
   * @param moment the moment
   * @return false if there is no current file, or it was written later
   */
  public boolean isCurrentAt(Instant moment) {
    return current.filter(file -> !file.lastModified().isAfter(moment)).isPresent();
  }

  /**
   * Returns the earlier version that was the file at a moment.
   *
   * @param moment the moment
   * @return empty if there was no file, or it is still the current one
   */
  public Optional<FileVersion> at(Instant moment) {
    return versions.stream()
        .filter(version -> !isCurrentAt(moment) && !version.time().isAfter(moment))
        .max(BY_TIME)
        .filter(version -> !version.deleteMarker());
  }
}
