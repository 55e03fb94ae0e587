package dev.coffer;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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
  public static final CopyOptions DEFAULTS = new CopyOptions(null, null);

  private final @Nullable String etag;
  private final @Nullable FileInfo seen;

  private CopyOptions(@Nullable String etag, @Nullable FileInfo seen) {
    this.etag = etag;
    this.seen = seen;
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
    return new CopyOptions(Objects.requireNonNull(expected, "etag"), null);
  }

  /**
   * Copies only if the source has the etag of a file that was seen, as {@link #ifMatch(String)}
   * does. A store that needs to know the size of the source is spared a look at it.
   *
   * @param file the source, with content type and metadata, as {@link FileStore#stat} returns it
   * @return new options
   */
  public CopyOptions ifMatch(FileInfo file) {
    return new CopyOptions(file.etag(), file);
  }

  /**
   * Returns the source as it was seen, for back ends that would look at it.
   *
   * @return empty if {@link #ifMatch(FileInfo)} was not called
   */
  public Optional<FileInfo> seen() {
    return Optional.ofNullable(seen);
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

  /**
   * Opens the source on the condition, for a copy that is a read and a write.
   *
   * @param source the file, for the message
   * @param read opens the current file
   * @param store the store, for the message
   * @return the file, closed by the caller
   * @throws NotFoundException if the source does not exist and there is no condition
   * @throws ConflictException if the condition does not hold
   */
  public OpenedFile open(FilePath source, Supplier<OpenedFile> read, String store) {
    OpenedFile file = current(source, read, store);
    try {
      check(source, Optional.of(file.info().etag()), store);
      return file;
    } catch (ConflictException e) {
      file.close();
      throw e;
    }
  }

  private OpenedFile current(FilePath source, Supplier<OpenedFile> read, String store) {
    try {
      return read.get();
    } catch (NotFoundException e) {
      check(source, Optional.empty(), store);
      throw e;
    }
  }
}
