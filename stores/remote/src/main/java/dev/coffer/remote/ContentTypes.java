package dev.coffer.remote;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Content types on services where every object must have one. */
public final class ContentTypes {
  /** What is stored with a file that has none. */
  public static final String NONE = "binary/octet-stream";

  private ContentTypes() {}

  /**
   * The content type of a file.
   *
   * @param stored what the service tells
   * @return nothing when the file was written without one
   */
  public static Optional<String> of(@Nullable String stored) {
    return Optional.ofNullable(stored).filter(type -> !type.isEmpty() && !type.equals(NONE));
  }
}
