package dev.coffer.remote;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import dev.coffer.StorageFailureException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.spi.OwnArea;
import dev.coffer.spi.VersionPath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Maps paths to the keys of a bucket and back: a key is the store's prefix and the path.
 *
 * @param scheme the scheme of the store's URI
 * @param bucket the bucket
 * @param prefix empty, or a path and {@code /}
 * @param store the name of the store, for errors
 */
public record Keys(String scheme, String bucket, String prefix, String store) {
  private static final int MAX_KEY_BYTES = 1024;
  private static final String OWN_AREA = ".coffer";

  /**
   * Returns the keys below a directory of a bucket.
   *
   * @param scheme the scheme of the store's URI
   * @param bucket the bucket
   * @param directory the root of the store
   * @return the keys of one store, whose name is {@code scheme:bucket}
   */
  public static Keys of(String scheme, String bucket, FilePath directory) {
    String prefix = directory.isRoot() ? "" : directory + "/";
    return new Keys(scheme, bucket, prefix, scheme + ":" + bucket);
  }

  /**
   * Returns the same keys with a name of the store that says which directory it is, for services
   * where several stores usually share one server or bucket.
   *
   * @return keys of a store named {@code scheme:bucket/directory}
   */
  public Keys withDirectoryInName() {
    return new Keys(scheme, bucket, prefix, scheme + ":" + bucket + directory());
  }

  private String directory() {
    return prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1);
  }

  /**
   * Returns the key of a file, including the prefix; it must not exceed the limit of services.
   *
   * @param operation for the error
   * @param path the path of a file
   * @return the key, at most 1,024 bytes
   * @throws InvalidFilePathException if the path does not name a file, or the key is too long
   * @throws UnsupportedFeatureException if it is the path of a version, which nobody can write
   */
  public String key(String operation, FilePath path) {
    if (VersionPath.of(path).isPresent()) {
      throw new UnsupportedFeatureException(
          new ErrorContext(operation, path.toString(), store()),
          "a version is read, copied and deleted, and not changed",
          null);
    }
    return fileKey(operation, path);
  }

  /**
   * Returns the object that a path leads to: that of a file, or an earlier version of it.
   *
   * @param operation for the error
   * @param path the path of a file or of a {@linkplain VersionPath version}
   * @return the key, and the version if the path has one
   * @throws InvalidFilePathException as {@link #key}
   */
  public KeyVersion object(String operation, FilePath path) {
    return VersionPath.of(path)
        .map(version -> new KeyVersion(fileKey(operation, version.file()), version.id()))
        .orElseGet(() -> KeyVersion.current(fileKey(operation, path)));
  }

  private String fileKey(String operation, FilePath path) {
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
   * Returns the prefix of all keys below a directory.
   *
   * @param directory any directory
   * @return the prefix, empty for the root of a bucket
   */
  public String below(FilePath directory) {
    return directory.isRoot() ? prefix : prefix + directory + "/";
  }

  /**
   * Returns the name of a key in this store; the key of an object written by another tool may not
   * be a path.
   *
   * @param key a key below the prefix
   * @return the rest of the key
   * @throws StorageFailureException if the key, which a server returned, is not below the prefix
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
   * Returns the path of a key, if a caller can name it; a directory marker has none.
   *
   * @param key a key below the prefix
   * @return the path, empty if no path leads to the key
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
   * Returns the path of a key below a directory that may be in Coffer's own area.
   *
   * @param key a key below the directory
   * @param directory the directory that is listed
   * @return the path, empty if no path leads to the key; one into the area leads from there alone
   */
  Optional<FilePath> path(String key, FilePath directory) {
    if (!OwnArea.contains(directory)) {
      return path(key);
    }
    try {
      String name = name(key);
      return name.endsWith("/") ? Optional.empty() : Optional.of(OwnArea.ofListed(name));
    } catch (InvalidFilePathException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns whether a key is in the area that Coffer keeps for itself.
   *
   * @param key a key below the prefix
   * @return true if one of its segments is the name of that area
   */
  public boolean isOwn(String key) {
    return Arrays.stream(name(key).split("/")).anyMatch(OWN_AREA::equalsIgnoreCase);
  }

  /**
   * Returns whether a request for the key alone reaches no other object: a server or a gateway may
   * resolve the segments {@code .} and {@code ..} of a path, which keys of other tools may have.
   *
   * @param key a key below the prefix
   * @return false if it has such a segment
   */
  public static boolean isStraight(String key) {
    return Arrays.stream(key.split("/", -1)).noneMatch(Set.of(".", "..")::contains);
  }

  /**
   * Returns a new key in that area.
   *
   * @param name the name of its last segment
   * @return the key
   */
  public String ownKey(String name) {
    return prefix + OWN_AREA + "/" + name;
  }

  /** Returns the URI of the store. */
  @Override
  public String toString() {
    return scheme + "://" + bucket + directory();
  }
}
