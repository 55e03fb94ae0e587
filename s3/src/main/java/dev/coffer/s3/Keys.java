package dev.coffer.s3;

import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * How paths and keys of a bucket belong together: a key is the store's prefix and the path.
 *
 * @param bucket the bucket
 * @param prefix empty, or a path and {@code /}
 * @param store the store, for errors
 */
record Keys(String bucket, String prefix, String store) {
  private static final int MAX_KEY_BYTES = 1024;
  private static final String OWN_AREA = ".coffer";

  static Keys of(String bucket, FilePath directory) {
    return new Keys(bucket, directory.isRoot() ? "" : directory + "/", "s3:" + bucket);
  }

  /** The key of a file; the whole must fit in what S3 takes. */
  String key(String operation, FilePath path) {
    String key = prefix + path.requireFile(operation, store);
    if (!prefix.isEmpty()
        && key.length() * 3 > MAX_KEY_BYTES
        && key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw new InvalidFilePathException(
          operation,
          path.toString(),
          store,
          "with the store's prefix it is longer than " + MAX_KEY_BYTES + " UTF-8 bytes",
          null);
    }
    return key;
  }

  /** What all keys below a directory begin with. */
  String below(FilePath directory) {
    return directory.isRoot() ? prefix : prefix + directory + "/";
  }

  /** The name of a key in this store; what other tools made may be no path. */
  String name(String key) {
    return key.substring(prefix.length());
  }

  /** The path of a key, when it is one that a caller can name; a marker of a directory is not. */
  Optional<FilePath> path(String key) {
    String name = name(key);
    try {
      FilePath path = FilePath.of(name);
      boolean same = !path.isRoot() && path.toString().equals(name);
      return same ? Optional.of(path) : Optional.empty();
    } catch (InvalidFilePathException e) {
      return Optional.empty();
    }
  }

  /** Whether a key lies in the area that Coffer keeps for itself. */
  boolean isOwn(String key) {
    return Arrays.stream(name(key).split("/")).anyMatch(OWN_AREA::equalsIgnoreCase);
  }

  /** A new key in that area. */
  String ownKey(String name) {
    return prefix + OWN_AREA + "/" + name;
  }

  @Override
  public String toString() {
    String directory = prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1);
    return "s3://" + bucket + directory;
  }
}
