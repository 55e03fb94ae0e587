package dev.coffer;

import dev.coffer.spi.StagedWrites;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Options for writing a file. Start at {@link #DEFAULTS}; each method returns a new value.
 *
 * <p>Metadata are keys of {@code a-z 0-9 -} and values of any text without control characters,
 * together at most {@value #MAX_METADATA_BYTES} UTF-8 bytes, on every store.
 */
public final class WriteOptions {
  /** The maximum total size of metadata keys and values, in UTF-8 bytes. */
  public static final int MAX_METADATA_BYTES = 1536;

  /** The maximum length of a content type, in characters. */
  public static final int MAX_CONTENT_TYPE_LENGTH = 255;

  /** No condition, no content type, no metadata: the last writer wins. */
  public static final WriteOptions DEFAULTS =
      new WriteOptions(false, null, null, Map.of(), null, null);

  private final boolean ifAbsent;
  private final @Nullable String etag;
  private final @Nullable String contentType;
  private final Map<String, String> metadata;
  private final @Nullable WriteGroup group;
  private final @Nullable Runnable step;

  private WriteOptions(
      boolean ifAbsent,
      @Nullable String etag,
      @Nullable String contentType,
      Map<String, String> metadata,
      @Nullable WriteGroup group,
      @Nullable Runnable step) {
    this.ifAbsent = ifAbsent;
    this.etag = etag;
    this.contentType = contentType;
    this.metadata = metadata;
    this.group = group;
    this.step = step;
  }

  /**
   * Returns options with the content type and the metadata of a file, for writing a copy of it.
   *
   * @param file a file with the content type and metadata that its store keeps
   * @return options without a condition
   * @throws InvalidMetadataException if they break the rules, as those of a file written by another
   *     tool may
   */
  public static WriteOptions like(FileInfo file) {
    WriteOptions options = file.contentType().map(DEFAULTS::contentType).orElse(DEFAULTS);
    for (Map.Entry<String, String> one : file.metadata().entrySet()) {
      options = options.metadata(one.getKey(), one.getValue());
    }
    return options;
  }

  /**
   * Writes only if there is no file at the path: exactly one of several concurrent creators wins,
   * across all processes, and the others get a {@link ConflictException}. Replaces {@link
   * #ifMatch}.
   *
   * @return new options
   */
  public WriteOptions ifAbsent() {
    return new WriteOptions(true, null, contentType, metadata, group, step);
  }

  /**
   * Writes only if the file has this etag; otherwise, also if it does not exist, the write throws a
   * {@link ConflictException}. Replaces {@link #ifAbsent}.
   *
   * @param expected the etag of a {@link FileInfo}; must not be null: null would otherwise silently
   *     mean "unconditional"
   * @return new options
   */
  public WriteOptions ifMatch(String expected) {
    return new WriteOptions(
        false, Objects.requireNonNull(expected, "etag"), contentType, metadata, group, step);
  }

  /**
   * Sets the media type to store with the file.
   *
   * @param type printable ASCII, such as {@code application/json}
   * @return new options
   * @throws InvalidMetadataException if it is empty, too long or not printable ASCII
   */
  public WriteOptions contentType(String type) {
    MetadataRules.requireContentType(type);
    return new WriteOptions(ifAbsent, etag, type, metadata, group, step);
  }

  /**
   * Adds a key and its value to store with the file; setting a key again replaces its value.
   *
   * @param key of {@code a-z 0-9 -}
   * @param value any text without control characters
   * @return new options
   * @throws InvalidMetadataException if the key or the value breaks the rules, or all metadata
   *     together do
   */
  public WriteOptions metadata(String key, String value) {
    MetadataRules.requirePair(key, value);
    Map<String, String> more = new TreeMap<>(metadata);
    more.put(key, value);
    MetadataRules.requireSize(more);
    return new WriteOptions(ifAbsent, etag, contentType, Map.copyOf(more), group, step);
  }

  /**
   * Returns the same options without a condition, as a layer needs for a second write.
   *
   * @return new options
   */
  public WriteOptions unconditional() {
    return new WriteOptions(false, null, contentType, metadata, group, step);
  }

  /** Returns the same options for one of a group of writes. */
  WriteOptions in(WriteGroup writes) {
    return new WriteOptions(ifAbsent, etag, contentType, metadata, writes, step);
  }

  /**
   * Returns the same options for a write outside a group, which is durable when it returns.
   *
   * @return new options
   */
  public WriteOptions ungrouped() {
    return new WriteOptions(ifAbsent, etag, contentType, metadata, null, step);
  }

  /**
   * Returns the group that this write belongs to.
   *
   * @return empty for a write outside a group; a store may always ignore the group
   */
  public Optional<WriteGroup> group() {
    return Optional.ofNullable(group);
  }

  /**
   * Returns the same options for a write whose file may not appear before something is done, for
   * layers around a store with the feature {@link StagedWrites}; other stores ignore it.
   *
   * @param first called once the store has all of the content, again if the write is repeated; if
   *     it throws, the write fails with the same exception and changes nothing
   * @return new options
   */
  public WriteOptions publishedAfter(Runnable first) {
    return new WriteOptions(ifAbsent, etag, contentType, metadata, group, first);
  }

  /**
   * Returns what is to be done before the file appears.
   *
   * @return empty if nothing is; a store without {@link StagedWrites} need not do it
   */
  public Optional<Runnable> beforePublication() {
    return Optional.ofNullable(step);
  }

  /**
   * Returns whether the write requires that there is no file.
   *
   * @return true with {@link #ifAbsent()}
   */
  public boolean isIfAbsent() {
    return ifAbsent;
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
   * Returns the media type to store.
   *
   * @return empty if none was set
   */
  public Optional<String> contentType() {
    return Optional.ofNullable(contentType);
  }

  /**
   * Returns the metadata to store.
   *
   * @return an unmodifiable map
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Returns whether the write depends on the current file.
   *
   * @return true with {@link #ifAbsent()} or {@link #ifMatch(String)}
   */
  public boolean isConditional() {
    return ifAbsent || etag != null;
  }

  /**
   * Checks the conditions against the current file, for back ends whose service does not.
   *
   * @param path the file, for the message
   * @param present the etag of the current file; empty if there is none
   * @param store the store, for the message
   * @throws ConflictException if a condition does not hold
   */
  public void check(FilePath path, Optional<String> present, String store) {
    if (ifAbsent) {
      ChangeCondition.requireAbsent(path, present, store);
    }
    if (etag != null) {
      ChangeCondition.requireEtag(etag, present, "write", path, store);
    }
  }
}
