package dev.coffer;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a store knows of a file.
 *
 * <p>A listing entry has the path, size, time and etag; it has content type and metadata only where
 * the store needs no extra request for them.
 *
 * @param path its full path in the store
 * @param size its length in bytes
 * @param lastModified when it was written; after a write, the time that the store returned, which
 *     is that of the file where names are {@linkplain Capability#EXCLUSIVE_NAMES exclusive}
 * @param etag an opaque string, never empty, that changes whenever the bytes change
 * @param contentType the media type it was written with, if any
 * @param metadata the keys and values it was written with
 */
public record FileInfo(
    FilePath path,
    long size,
    Instant lastModified,
    String etag,
    Optional<String> contentType,
    Map<String, String> metadata)
    implements Entry {
  /**
   * Copies the metadata.
   *
   * @param path full path
   * @param size not negative
   * @param lastModified time of the write
   * @param etag not empty
   * @param contentType media type, if any
   * @param metadata keys and values
   * @throws IllegalArgumentException if the size is negative or the etag is empty
   */
  public FileInfo {
    if (size < 0 || etag.isEmpty()) {
      throw new IllegalArgumentException(
          "a file has a size and an etag: " + size + ", '" + etag + "'");
    }
    metadata = Map.copyOf(metadata);
  }

  /**
   * Returns a copy with another path.
   *
   * @param newPath the path
   * @return a copy that differs in the path alone
   */
  public FileInfo at(FilePath newPath) {
    return new FileInfo(newPath, size, lastModified, etag, contentType, metadata);
  }
}
