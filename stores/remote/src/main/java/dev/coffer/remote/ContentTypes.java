package dev.coffer.remote;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Content types on services that require one for every object. */
public final class ContentTypes {
  /** The content type that is stored for a file without one. */
  public static final String NONE = "binary/octet-stream";

  private ContentTypes() {}

  /**
   * Returns the content type of a file.
   *
   * @param stored the content type reported by the service
   * @return the content type, empty if the file was written without one
   */
  public static Optional<String> of(@Nullable String stored) {
    return Optional.ofNullable(stored).filter(type -> !type.isEmpty() && !type.equals(NONE));
  }
}
