package dev.coffer;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a store knows of a file.
 *
 * <p>An entry of a listing carries path, size, time and etag; content type and metadata only where
 * they cost the store no further request.
 *
 * @param path its full path in the store
 * @param size its length in bytes
 * @param lastModified when it was written; after a write, the time that the store gave in its
 *     answer
 * @param etag an opaque text, never empty, that changes whenever the bytes change
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
   * @throws IllegalArgumentException when the size is negative or the etag empty
   */
  public FileInfo {
    if (size < 0 || etag.isEmpty()) {
      throw new IllegalArgumentException(
          "a file has a size and an etag: " + size + ", '" + etag + "'");
    }
    metadata = Map.copyOf(metadata);
  }

  /**
   * The same file under another path.
   *
   * @param newPath the path
   * @return everything else as it is here
   */
  public FileInfo at(FilePath newPath) {
    return new FileInfo(newPath, size, lastModified, etag, contentType, metadata);
  }
}
