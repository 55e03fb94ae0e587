package dev.coffer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * On which condition a file is deleted. Start at {@link #DEFAULTS}; each method returns a new
 * value.
 *
 * <pre>{@code
 * FileInfo seen = store.stat("jobs/7").orElseThrow();
 * store.deleteFile("jobs/7", DeleteOptions.DEFAULTS.ifMatch(seen.etag()));
 * }</pre>
 */
public final class DeleteOptions {
  /** No condition: whatever is there is deleted, and a missing file is no error. */
  public static final DeleteOptions DEFAULTS = new DeleteOptions(null);

  private final @Nullable String etag;

  private DeleteOptions(@Nullable String etag) {
    this.etag = etag;
  }

  /**
   * Only if the file has this etag; otherwise, also if it is missing, a {@link ConflictException}.
   * Exactly one of several concurrent deletions of a version succeeds, in all processes, and the
   * others get the exception. What was written meanwhile is never deleted.
   *
   * <p>On a store without {@link Capability#ETAG_PER_WRITE} a file that was written anew with the
   * same bytes may have the same etag, and is deleted.
   *
   * @param expected the etag of a {@link FileInfo}
   * @return new options
   */
  public DeleteOptions ifMatch(String expected) {
    return new DeleteOptions(expected);
  }

  /**
   * Returns the etag that the present file must have.
   *
   * @return empty if {@link #ifMatch} was not asked for
   */
  public Optional<String> requiredEtag() {
    return Optional.ofNullable(etag);
  }

  /**
   * Returns whether the deletion depends on what is there.
   *
   * @return true with {@link #ifMatch(String)}
   */
  public boolean isConditional() {
    return etag != null;
  }

  /**
   * Checks the condition against what is there, for back ends whose service does not.
   *
   * @param path the file, for the message
   * @param present the etag of the present file; empty if there is none
   * @param store the store, for the message
   * @throws ConflictException if the condition does not hold
   */
  public void check(FilePath path, Optional<String> present, String store) {
    if (etag != null && !present.equals(Optional.of(etag))) {
      String hint =
          present.isPresent() ? "the file has changed: read it anew" : "there is no such file";
      throw new ConflictException("delete", path.toString(), store, hint, null);
    }
  }
}
