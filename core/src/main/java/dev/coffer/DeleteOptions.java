package dev.coffer;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options for deleting a file. Start at {@link #DEFAULTS}; each method returns a new value.
 *
 * <pre>{@code
 * FileInfo seen = store.stat("jobs/7").orElseThrow();
 * store.deleteFile("jobs/7", DeleteOptions.DEFAULTS.ifMatch(seen.etag()));
 * }</pre>
 */
public final class DeleteOptions {
  /** No condition: the current file is deleted, and a missing file is not an error. */
  public static final DeleteOptions DEFAULTS = new DeleteOptions(null);

  private final @Nullable String etag;

  private DeleteOptions(@Nullable String etag) {
    this.etag = etag;
  }

  /**
   * Deletes only if the file has this etag; otherwise, also if it does not exist, the deletion
   * throws a {@link ConflictException}. Exactly one of several concurrent deletions of a version
   * succeeds, across all processes, and the others get the exception. A file that was written
   * meanwhile is never deleted.
   *
   * <p>On a store without {@link Capability#ETAG_PER_WRITE} a file that was rewritten with the same
   * bytes may have the same etag, and then it is deleted.
   *
   * @param expected the etag of a {@link FileInfo}; must not be null: null would otherwise silently
   *     mean "unconditional"
   * @return new options
   */
  public DeleteOptions ifMatch(String expected) {
    return new DeleteOptions(Objects.requireNonNull(expected, "etag"));
  }

  /**
   * Returns the etag that the current file must have.
   *
   * @return empty if {@link #ifMatch} was not called
   */
  public Optional<String> requiredEtag() {
    return Optional.ofNullable(etag);
  }

  /**
   * Returns whether the deletion depends on the current file.
   *
   * @return true with {@link #ifMatch(String)}
   */
  public boolean isConditional() {
    return etag != null;
  }

  /**
   * Checks the condition against the current file, for back ends whose service does not.
   *
   * @param path the file, for the message
   * @param present the etag of the current file; empty if there is none
   * @param store the store, for the message
   * @throws ConflictException if the condition does not hold
   */
  public void check(FilePath path, Optional<String> present, String store) {
    if (etag != null) {
      ChangeCondition.requireEtag(etag, present, "delete", path, store);
    }
  }
}
