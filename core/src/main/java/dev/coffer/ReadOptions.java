package dev.coffer;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options for reading a file. Start at {@link #DEFAULTS}; each method returns a new value. */
public final class ReadOptions {
  /** The whole file, whatever its etag. */
  public static final ReadOptions DEFAULTS =
      new ReadOptions(0, Long.MAX_VALUE, null, null, false, true, null);

  private final long offset;
  private final long length;
  private final @Nullable String ifMatch;
  private final @Nullable String ifNoneMatch;
  private final boolean missingSkipped;
  private final boolean metadata;
  private final @Nullable Long since;

  private ReadOptions(
      long offset,
      long length,
      @Nullable String ifMatch,
      @Nullable String ifNoneMatch,
      boolean missingSkipped,
      boolean metadata,
      @Nullable Long since) {
    this.offset = offset;
    this.length = length;
    this.ifMatch = ifMatch;
    this.ifNoneMatch = ifNoneMatch;
    this.missingSkipped = missingSkipped;
    this.metadata = metadata;
    this.since = since;
  }

  /**
   * Reads a part of the file. An offset equal to the file size yields no bytes; an offset past the
   * end throws an {@link InvalidRangeException}.
   *
   * @param first the first byte, from 0
   * @param most the maximum number of bytes; fewer if the file ends before
   * @return new options
   * @throws IllegalArgumentException if either is negative
   */
  public ReadOptions range(long first, long most) {
    if (first < 0 || most < 0) {
      throw new IllegalArgumentException("a range has no negative part: " + first + ", " + most);
    }
    return new ReadOptions(first, most, ifMatch, ifNoneMatch, missingSkipped, metadata, since);
  }

  /**
   * Reads only if the file has this etag; otherwise the read throws a {@link ConflictException}.
   *
   * @param etag the etag of a {@link FileInfo}
   * @return new options
   */
  public ReadOptions ifMatch(String etag) {
    return new ReadOptions(
        offset,
        length,
        Objects.requireNonNull(etag, "etag"),
        ifNoneMatch,
        missingSkipped,
        metadata,
        since);
  }

  /**
   * Reads only if the file has another etag; otherwise the read throws a {@link
   * NotModifiedException}.
   *
   * @param etag the etag of the version that the caller already has
   * @return new options
   */
  public ReadOptions ifNoneMatch(String etag) {
    return new ReadOptions(
        offset,
        length,
        ifMatch,
        Objects.requireNonNull(etag, "etag"),
        missingSkipped,
        metadata,
        since);
  }

  /**
   * Declares that the caller skips a missing file. The read still throws a {@link
   * NotFoundException}, but a layer that warns of failures need not warn of it.
   *
   * @return new options
   */
  public ReadOptions skipMissing() {
    return new ReadOptions(offset, length, ifMatch, ifNoneMatch, true, metadata, since);
  }

  /**
   * Returns whether the caller does not consider a missing file a failure.
   *
   * @return true with {@link #skipMissing()}
   */
  public boolean isMissingSkipped() {
    return missingSkipped;
  }

  /**
   * Asks for the bytes alone: the store may leave content type and metadata out of the {@link
   * FileInfo}, because some services need an extra request for them. A layer that needs them asks
   * for them.
   *
   * @return new options
   */
  public ReadOptions withoutMetadata() {
    return new ReadOptions(offset, length, ifMatch, ifNoneMatch, missingSkipped, false, since);
  }

  /**
   * Returns whether content type and metadata are asked for.
   *
   * @return true unless {@link #withoutMetadata()} was called
   */
  public boolean wantsMetadata() {
    return metadata;
  }

  /**
   * Declares when the call began that this read is part of: any state that the file had since then
   * will do. So {@link FileStore#readAll} does, so that a layer that must check many files may
   * check them at once.
   *
   * @param nanoTime a value of {@link System#nanoTime}
   * @return new options
   */
  public ReadOptions since(long nanoTime) {
    return new ReadOptions(
        offset, length, ifMatch, ifNoneMatch, missingSkipped, metadata, nanoTime);
  }

  /**
   * Returns when the call began that this read is part of.
   *
   * @return a value of {@link System#nanoTime}; empty if the read is a call of its own
   */
  public Optional<Long> since() {
    return Optional.ofNullable(since);
  }

  /**
   * Returns the offset of the first byte to read.
   *
   * @return 0 unless a {@link #range} was set
   */
  public long offset() {
    return offset;
  }

  /**
   * Returns the maximum number of bytes to read.
   *
   * @return {@link Long#MAX_VALUE} unless a {@link #range} was set
   */
  public long length() {
    return length;
  }

  /**
   * Returns the etag that the file must have.
   *
   * @return empty if {@link #ifMatch(String)} was not called
   */
  public Optional<String> requiredEtag() {
    return Optional.ofNullable(ifMatch);
  }

  /**
   * Returns the etag that the file must not have.
   *
   * @return empty if {@link #ifNoneMatch(String)} was not called
   */
  public Optional<String> knownEtag() {
    return Optional.ofNullable(ifNoneMatch);
  }

  /**
   * Checks the conditions and the range against a file, for back ends whose service does not.
   *
   * @param info the file
   * @param store the store, for the message
   * @return the number of bytes to read from {@link #offset()}
   * @throws ConflictException if the file does not have the required etag
   * @throws NotModifiedException if the file has the known etag
   * @throws InvalidRangeException if the offset is past the end of the file
   */
  public long check(FileInfo info, String store) {
    String path = info.path().toString();
    if (ifMatch != null && !ifMatch.equals(info.etag())) {
      throw new ConflictException(
          new ErrorContext("read", path, store), "the file has changed: read it again", null);
    }
    if (info.etag().equals(ifNoneMatch)) {
      throw new NotModifiedException(new ErrorContext("read", path, store), null, null);
    }
    if (offset > info.size()) {
      throw new InvalidRangeException(
          new ErrorContext("read", path, store),
          "offset " + offset + " of " + info.size() + " bytes",
          null);
    }
    return Math.min(length, info.size() - offset);
  }
}
