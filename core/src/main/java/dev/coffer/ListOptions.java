package dev.coffer;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a directory is listed. Start at {@link #DEFAULTS}; each method returns a new value. */
public final class ListOptions {
  /** Direct children, from the first, 1,000 a page. */
  public static final ListOptions DEFAULTS = new ListOptions(false, 1000, null, omitted -> {});

  private final boolean recursive;
  private final int pageSize;
  private final @Nullable String startAfter;
  private final Consumer<OmittedName> onOmitted;

  private ListOptions(
      boolean recursive,
      int pageSize,
      @Nullable String startAfter,
      Consumer<OmittedName> onOmitted) {
    this.recursive = recursive;
    this.pageSize = pageSize;
    this.startAfter = startAfter;
    this.onOmitted = onOmitted;
  }

  /**
   * Every file below, and files only.
   *
   * @return new options
   */
  public ListOptions recursive() {
    return new ListOptions(true, pageSize, startAfter, onOmitted);
  }

  /**
   * How many entries the store fetches at once; it changes memory and requests, never the result.
   *
   * @param entries at least 1; a store may take fewer than asked
   * @return new options
   * @throws IllegalArgumentException when it is less than 1
   */
  public ListOptions pageSize(int entries) {
    if (entries < 1) {
      throw new IllegalArgumentException("a page holds at least one entry: " + entries);
    }
    return new ListOptions(recursive, entries, startAfter, onOmitted);
  }

  /**
   * Only entries behind this one, to go on with a listing.
   *
   * @param entry a full path as listings give it, a directory's with its trailing {@code /}; it
   *     need not exist
   * @return new options
   * @throws InvalidFilePathException when it is no legal path
   */
  public ListOptions startAfter(String entry) {
    FilePath path = FilePath.parse(entry, "list", "any store");
    String normal = path.isRoot() || !entry.endsWith("/") ? path.toString() : path + "/";
    return new ListOptions(recursive, pageSize, normal.isEmpty() ? null : normal, onOmitted);
  }

  /**
   * Sets who is told of each name that the listing leaves out: names that no path can have, links
   * and special files, which other programs made. Coffer's own area is never told. A store that
   * holds nothing but its own files tells nothing.
   *
   * @param listener called while the listing is read, on the thread that reads it; told of a name
   *     again where a listing is continued after a failure
   * @return new options
   */
  public ListOptions onOmitted(Consumer<OmittedName> listener) {
    return new ListOptions(recursive, pageSize, startAfter, listener);
  }

  /**
   * Whether every file below is listed.
   *
   * @return false for direct children
   */
  public boolean isRecursive() {
    return recursive;
  }

  /**
   * How many entries are fetched at once.
   *
   * @return at least 1
   */
  public int pageSize() {
    return pageSize;
  }

  /**
   * The entry behind which the listing starts.
   *
   * @return nothing for a listing from the first
   */
  public Optional<String> startAfter() {
    return Optional.ofNullable(startAfter);
  }

  /**
   * Who is told of names that are left out.
   *
   * @return does nothing unless one was set
   */
  public Consumer<OmittedName> onOmitted() {
    return onOmitted;
  }
}
