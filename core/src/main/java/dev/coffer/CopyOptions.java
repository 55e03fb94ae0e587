package dev.coffer;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options for copying a file. Start at {@link #DEFAULTS}; each method returns a new value.
 *
 * <pre>{@code
 * FileInfo seen = store.stat("report.md").orElseThrow();
 * store.copy("report.md", "published/report.md", CopyOptions.DEFAULTS.ifMatch(seen.etag()));
 * }</pre>
 */
public final class CopyOptions {
  /** No condition: the current file is copied. */
  public static final CopyOptions DEFAULTS = new CopyOptions(null);

  private final @Nullable String etag;

  private CopyOptions(@Nullable String etag) {
    this.etag = etag;
  }

  /**
   * Copies only if the source has this etag; otherwise, also if it does not exist, the copy throws
   * a {@link ConflictException} and the target stays as it is. The copy is never of another
   * version, whoever replaces the source meanwhile.
   *
   * <p>On a store without {@link Capability#ETAG_PER_WRITE} a file that was rewritten with the same
   * bytes may have the same etag, and then it is copied.
   *
   * @param expected the etag of a {@link FileInfo}; must not be null: null would otherwise silently
   *     mean "unconditional"
   * @return new options
   */
  public CopyOptions ifMatch(String expected) {
    return new CopyOptions(Objects.requireNonNull(expected, "etag"));
  }

  /**
   * Returns the etag that the source must have.
   *
   * @return empty if {@link #ifMatch} was not called
   */
  public Optional<String> requiredEtag() {
    return Optional.ofNullable(etag);
  }

  /**
   * Returns whether the copy depends on the version of its source.
   *
   * @return true with {@link #ifMatch(String)}
   */
  public boolean isConditional() {
    return etag != null;
  }

  /**
   * Checks the condition against the current source, for back ends whose service does not.
   *
   * @param source the file, for the message
   * @param present the etag of the current file; empty if there is none
   * @param store the store, for the message
   * @throws ConflictException if the condition does not hold
   */
  public void check(FilePath source, Optional<String> present, String store) {
    if (etag != null) {
      ChangeCondition.requireEtag(etag, present, "copy", source, store);
    }
  }
}
