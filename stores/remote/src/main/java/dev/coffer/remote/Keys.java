package dev.coffer.remote;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import dev.coffer.StorageFailureException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * How paths and keys of a bucket belong together: a key is the store's prefix and the path.
 *
 * @param scheme of the store's URI
 * @param bucket the bucket
 * @param prefix empty, or a path and {@code /}
 */
public record Keys(String scheme, String bucket, String prefix) {
  private static final int MAX_KEY_BYTES = 1024;
  private static final String OWN_AREA = ".coffer";

  /**
   * The keys below a directory of a bucket.
   *
   * @param scheme of the store's URI
   * @param bucket the bucket
   * @param directory the root of the store
   * @return for one store
   */
  public static Keys of(String scheme, String bucket, FilePath directory) {
    return new Keys(scheme, bucket, directory.isRoot() ? "" : directory + "/");
  }

  /**
   * The store, for errors.
   *
   * @return scheme and bucket
   */
  public String store() {
    return scheme + ":" + bucket;
  }

  /**
   * The key of a file; the whole must fit in what services take.
   *
   * @param operation for the error
   * @param path of a file
   * @return at most 1,024 bytes
   * @throws InvalidFilePathException when the path names no file, or the key is too long
   */
  public String key(String operation, FilePath path) {
    String key = prefix + path.requireFile(operation, store());
    if (!prefix.isEmpty()
        && key.length() * 3 > MAX_KEY_BYTES
        && key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw new InvalidFilePathException(
          new ErrorContext(operation, path.toString(), store()),
          "with the store's prefix it is longer than " + MAX_KEY_BYTES + " UTF-8 bytes",
          null);
    }
    return key;
  }

  /**
   * What all keys below a directory begin with.
   *
   * @param directory any
   * @return empty for the root of a bucket
   */
  public String below(FilePath directory) {
    return directory.isRoot() ? prefix : prefix + directory + "/";
  }

  /**
   * The name of a key in this store; what other tools made may be no path.
   *
   * @param key below the prefix
   * @return the rest
   * @throws StorageFailureException when it is not below the prefix: a server named it
   */
  public String name(String key) {
    if (!key.startsWith(prefix)) {
      throw new StorageFailureException(
          new ErrorContext("list", "", store()),
          "the server names a key outside of the store",
          null);
    }
    return key.substring(prefix.length());
  }

  /**
   * The path of a key, when it is one that a caller can name; a marker of a directory is not.
   *
   * @param key below the prefix
   * @return nothing when no path leads to it
   */
  public Optional<FilePath> path(String key) {
    String name = name(key);
    try {
      FilePath path = FilePath.of(name);
      boolean same = !path.isRoot() && path.toString().equals(name);
      return same ? Optional.of(path) : Optional.empty();
    } catch (InvalidFilePathException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a key lies in the area that Coffer keeps for itself.
   *
   * @param key below the prefix
   * @return whether one of its segments is that area's
   */
  public boolean isOwn(String key) {
    return Arrays.stream(name(key).split("/")).anyMatch(OWN_AREA::equalsIgnoreCase);
  }

  /**
   * A new key in that area.
   *
   * @param name of its last segment
   * @return the key
   */
  public String ownKey(String name) {
    return prefix + OWN_AREA + "/" + name;
  }

  /** The store's URI. */
  @Override
  public String toString() {
    String directory = prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1);
    return scheme + "://" + bucket + directory;
  }
}
