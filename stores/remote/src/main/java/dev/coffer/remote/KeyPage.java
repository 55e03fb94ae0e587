package dev.coffer.remote;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a service's listing of the keys of a bucket.
 *
 * @param objects in the order of their keys; each key occurs once in a listing
 * @param prefixes the common prefixes of keys up to and with a {@code /}, in their order; they are
 *     whole keys, which begin with the prefix of the listing
 */
public record KeyPage(List<Found> objects, List<String> prefixes) {
  /**
   * An object of a listing.
   *
   * @param key its key
   * @param info returns the properties reported by the listing, given its path
   */
  public record Found(String key, Function<FilePath, FileInfo> info) {}
}
