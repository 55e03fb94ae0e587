package dev.coffer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a file is read. Start at {@link #DEFAULTS}; each method returns a new value. */
public final class ReadOptions {
  /** The whole file, whatever its etag. */
  public static final ReadOptions DEFAULTS =
      new ReadOptions(0, Long.MAX_VALUE, null, null, false, true);

  private final long offset;
  private final long length;
  private final @Nullable String ifMatch;
  private final @Nullable String ifNoneMatch;
  private final boolean missingPassedOver;
  private final boolean metadata;

  private ReadOptions(
      long offset,
      long length,
      @Nullable String ifMatch,
      @Nullable String ifNoneMatch,
      boolean missingPassedOver,
      boolean metadata) {
    this.offset = offset;
    this.length = length;
    this.ifMatch = ifMatch;
    this.ifNoneMatch = ifNoneMatch;
    this.missingPassedOver = missingPassedOver;
    this.metadata = metadata;
  }

  /**
   * A part of the file. An offset at the end gives no bytes, one behind it an {@link
   * InvalidRangeException}.
   *
   * @param first the first byte, from 0
   * @param most the most bytes to give; fewer when the file ends before
   * @return new options
   * @throws IllegalArgumentException when one of them is negative
   */
  public ReadOptions range(long first, long most) {
    if (first < 0 || most < 0) {
      throw new IllegalArgumentException("a range has no negative part: " + first + ", " + most);
    }
    return new ReadOptions(first, most, ifMatch, ifNoneMatch, missingPassedOver, metadata);
  }

  /**
   * Only when the file has this etag, otherwise a {@link ConflictException}.
   *
   * @param etag the etag of a {@link FileInfo}
   * @return new options
   */
  public ReadOptions ifMatch(String etag) {
    return new ReadOptions(offset, length, etag, ifNoneMatch, missingPassedOver, metadata);
  }

  /**
   * Only when the file has another etag, otherwise a {@link NotModifiedException}.
   *
   * @param etag the etag of what the caller holds already
   * @return new options
   */
  public ReadOptions ifNoneMatch(String etag) {
    return new ReadOptions(offset, length, ifMatch, etag, missingPassedOver, metadata);
  }

  /**
   * A missing file is passed over by the caller. It is a {@link NotFoundException} all the same,
   * but a layer that warns of failures need not warn of it.
   *
   * @return new options
   */
  public ReadOptions passingOverMissing() {
    return new ReadOptions(offset, length, ifMatch, ifNoneMatch, true, metadata);
  }

  /**
   * Whether a missing file is no failure to the caller.
   *
   * @return true with {@link #passingOverMissing()}
   */
  public boolean isMissingPassedOver() {
    return missingPassedOver;
  }

  /**
   * The bytes alone: content type and metadata may be left out of what is told of the file, as they
   * cost a request of their own on some services. A layer that needs them asks for them.
   *
   * @return new options
   */
  public ReadOptions withoutMetadata() {
    return new ReadOptions(offset, length, ifMatch, ifNoneMatch, missingPassedOver, false);
  }

  /**
   * Whether content type and metadata are asked for.
   *
   * @return true unless {@link #withoutMetadata()} was asked for
   */
  public boolean wantsMetadata() {
    return metadata;
  }

  /**
   * The first byte to give.
   *
   * @return 0 unless a range was asked for
   */
  public long offset() {
    return offset;
  }

  /**
   * The most bytes to give.
   *
   * @return {@link Long#MAX_VALUE} unless a range was asked for
   */
  public long length() {
    return length;
  }

  /**
   * The etag that the file must have.
   *
   * @return nothing when {@link #ifMatch(String)} was not asked for
   */
  public Optional<String> requiredEtag() {
    return Optional.ofNullable(ifMatch);
  }

  /**
   * The etag that the file must not have.
   *
   * @return nothing when {@link #ifNoneMatch(String)} was not asked for
   */
  public Optional<String> knownEtag() {
    return Optional.ofNullable(ifNoneMatch);
  }

  /**
   * Checks conditions and range against a file that was found, for back ends whose service does
   * not.
   *
   * @param info the file
   * @param store the store, for the message
   * @return the number of bytes to give from {@link #offset()}
   * @throws ConflictException when the etag is not the required one
   * @throws NotModifiedException when the etag is the known one
   * @throws InvalidRangeException when the offset is behind the end
   */
  public long check(FileInfo info, String store) {
    String path = info.path().toString();
    if (ifMatch != null && !ifMatch.equals(info.etag())) {
      throw new ConflictException(
          new ErrorContext("read", path, store), "the file has changed: read it anew", null);
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
