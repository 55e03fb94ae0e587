package dev.coffer.remote;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.StorageFailureException;
import java.util.Optional;

/**
 * What a {@link BucketVersionListing} lists.
 *
 * @param context operation, path and store, for errors
 * @param lifetime ends the listing if the store is closed or the thread is interrupted
 * @param keys the keys of the store
 * @param order the key order of the server
 * @param below the beginning of all keys
 * @param only whether it is one key, and not all that begin so
 */
public record VersionScope(
    ErrorContext context,
    Lifetime lifetime,
    Keys keys,
    KeyOrder order,
    String below,
    boolean only) {
  /**
   * Returns the scope of the versions of a file.
   *
   * @param keys the keys of the store
   * @param lifetime the lifetime of the store
   * @param order the key order of the server
   * @param file the file
   * @return one key
   */
  public static VersionScope of(Keys keys, Lifetime lifetime, KeyOrder order, FilePath file) {
    ErrorContext context =
        new ErrorContext(BucketVersionListing.OPERATION, file.toString(), keys.store());
    return new VersionScope(
        context, lifetime, keys, order, keys.key(BucketVersionListing.OPERATION, file), true);
  }

  /**
   * Returns the scope of the versions of all files below a directory.
   *
   * @param keys the keys of the store
   * @param lifetime the lifetime of the store
   * @param order the key order of the server
   * @param directory the directory
   * @return the keys below it
   */
  public static VersionScope below(
      Keys keys, Lifetime lifetime, KeyOrder order, FilePath directory) {
    ErrorContext context =
        new ErrorContext(BucketVersionListing.OPERATION, directory.toString(), keys.store());
    return new VersionScope(context, lifetime, keys, order, keys.below(directory), false);
  }

  /**
   * Returns where a listing may start.
   *
   * @param options with a start or not
   * @return a key before all that are wanted; empty for the beginning
   */
  public Optional<String> start(ListOptions options) {
    return options
        .startAfter()
        .map(name -> keys.prefix() + name)
        .filter(start -> start.startsWith(below))
        .map(start -> order.start(start, below.length()))
        .filter(start -> start.length() > below.length());
  }

  StorageFailureException broken(String hint) {
    return new StorageFailureException(context, hint, null);
  }
}
