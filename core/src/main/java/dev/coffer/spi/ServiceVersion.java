package dev.coffer.spi;

import dev.coffer.FilePath;
import java.time.Instant;

/**
 * A version of a file that a service keeps: the current file, an earlier one, or a deletion.
 *
 * @param path the file
 * @param id identifies the version among those of its path
 * @param time when the version was written, or the file deleted
 * @param size the size in bytes; 0 for a deletion
 * @param etag the etag that the file has, or had while it was the current one
 * @param latest whether nothing newer is there: it is the current file, or the file is deleted
 * @param deletion whether this is a deletion, which has no content
 */
public record ServiceVersion(
    FilePath path,
    String id,
    Instant time,
    long size,
    String etag,
    boolean latest,
    boolean deletion) {
  /**
   * Returns whether this is what a read of the path returns.
   *
   * @return false for an earlier version and for a deletion
   */
  public boolean isCurrent() {
    return latest && !deletion;
  }
}
