package dev.coffer.remote;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a service's listing of the versions in a bucket.
 *
 * @param versions in the order of their keys, those of one key together
 * @param more whether the service says that there are more pages
 * @param next the token of the next page; null or empty if the service returned none
 */
public record VersionPage(List<Found> versions, boolean more, @Nullable String next) {
  /**
   * A version of a listing.
   *
   * @param key its key
   * @param id its id; null or empty if the service returned none
   * @param time when it was written, or the object deleted
   * @param size the size; null or negative if the service returned none
   * @param etag the etag of the object
   * @param latest whether it is the newest of its key
   * @param deletion whether it is a deletion
   */
  public record Found(
      String key,
      @Nullable String id,
      Instant time,
      @Nullable Long size,
      String etag,
      boolean latest,
      boolean deletion) {}

  /** Requests one page. */
  public interface Service {
    /**
     * Requests a page.
     *
     * @param token the token of the page; null for the first page
     * @return the page
     * @throws dev.coffer.FileStoreException if it cannot be listed
     */
    VersionPage page(@Nullable String token);
  }
}
