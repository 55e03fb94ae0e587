package dev.coffer;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Options for listing a directory. Start at {@link #DEFAULTS}; each method returns a new value. */
public final class ListOptions {
  /** Direct children, from the first one, 1,000 per page. */
  public static final ListOptions DEFAULTS =
      new ListOptions(false, 1000, null, omitted -> {}, true, false);

  private final boolean recursive;
  private final int pageSize;
  private final @Nullable String startAfter;
  private final Consumer<OmittedName> onOmitted;
  private final boolean sizes;
  private final boolean namesOnly;

  private ListOptions(
      boolean recursive,
      int pageSize,
      @Nullable String startAfter,
      Consumer<OmittedName> onOmitted,
      boolean sizes,
      boolean namesOnly) {
    this.recursive = recursive;
    this.pageSize = pageSize;
    this.startAfter = startAfter;
    this.onOmitted = onOmitted;
    this.sizes = sizes;
    this.namesOnly = namesOnly;
  }

  /**
   * Lists every file below the directory, and files only.
   *
   * @return new options
   */
  public ListOptions recursive() {
    return new ListOptions(true, pageSize, startAfter, onOmitted, sizes, namesOnly);
  }

  /**
   * Sets how many entries the store fetches at once; this affects memory and requests, never the
   * result.
   *
   * @param entries at least 1; a store may fetch fewer
   * @return new options
   * @throws IllegalArgumentException if it is less than 1
   */
  public ListOptions pageSize(int entries) {
    if (entries < 1) {
      throw new IllegalArgumentException("a page holds at least one entry: " + entries);
    }
    return new ListOptions(recursive, entries, startAfter, onOmitted, sizes, namesOnly);
  }

  /**
   * Lists only entries after this one; use it to resume a listing.
   *
   * @param entry a full path as listings return it, with the trailing {@code /} of a directory; it
   *     need not exist
   * @return new options
   * @throws InvalidFilePathException if it is not a legal path
   */
  public ListOptions startAfter(String entry) {
    FilePath path =
        OwnPath.parse(entry) == null
            ? FilePath.parse(entry, "list", "any store")
            : OwnPaths.ofListed(entry);
    String normal = path.isRoot() || !entry.endsWith("/") ? path.toString() : path + "/";
    return new ListOptions(
        recursive, pageSize, normal.isEmpty() ? null : normal, onOmitted, sizes, namesOnly);
  }

  /**
   * Sets the listener for each name that the listing omits: names that no path can have, links and
   * special files, all created by other programs. Coffer's own area is never reported. A store that
   * holds only its own files reports nothing.
   *
   * @param listener called while the listing is read, on the thread that reads it; called again for
   *     a name if a listing is resumed after a failure
   * @return new options
   */
  public ListOptions onOmitted(Consumer<OmittedName> listener) {
    return new ListOptions(recursive, pageSize, startAfter, listener, sizes, namesOnly);
  }

  /**
   * Lists without a request for the sizes of files, on a store with {@link
   * Capability#SIZES_COST_REQUESTS}. The size of an entry is then that of the bytes that the back
   * end stores, which is another one if a layer stores the file differently.
   *
   * @return new options
   */
  public ListOptions withoutSizes() {
    return new ListOptions(recursive, pageSize, startAfter, onOmitted, false, namesOnly);
  }

  /**
   * Lists names alone, for a caller that reads what is listed, or looks at it, anyway. A store that
   * would have to look at each name then lists every one as a file of size 0, with the time
   * 1970-01-01T00:00:00Z and the etag {@code unknown}: also a directory, and what other listings
   * omit, such as a link. A store that knows what it lists returns the entries that it returns
   * without this option, and so does a recursive listing.
   *
   * @return new options
   */
  public ListOptions namesOnly() {
    return new ListOptions(recursive, pageSize, startAfter, onOmitted, false, true);
  }

  /**
   * Returns whether entries need no more than their paths.
   *
   * @return true if {@link #namesOnly()} was called
   */
  public boolean wantsNamesOnly() {
    return namesOnly;
  }

  /**
   * Returns whether the sizes of entries must be those of the files.
   *
   * @return true unless {@link #withoutSizes()} or {@link #namesOnly()} was called
   */
  public boolean wantsSizes() {
    return sizes;
  }

  /**
   * Returns whether every file below the directory is listed.
   *
   * @return false for direct children
   */
  public boolean isRecursive() {
    return recursive;
  }

  /**
   * Returns how many entries are fetched at once.
   *
   * @return at least 1
   */
  public int pageSize() {
    return pageSize;
  }

  /**
   * Returns the entry after which the listing starts.
   *
   * @return empty if it starts at the first entry
   */
  public Optional<String> startAfter() {
    return Optional.ofNullable(startAfter);
  }

  /**
   * Returns the listener for omitted names.
   *
   * @return the listener; it does nothing unless one was set
   */
  public Consumer<OmittedName> onOmitted() {
    return onOmitted;
  }
}
