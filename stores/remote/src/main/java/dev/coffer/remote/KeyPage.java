package dev.coffer.remote;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.util.List;
import java.util.function.Function;

/**
 * One answer of a service that lists the keys of a bucket.
 *
 * @param objects in the order of their keys; those of one key come once in a listing
 * @param prefixes what keys have in common up to a {@code /}, in their order
 */
public record KeyPage(List<Found> objects, List<String> prefixes) {
  /**
   * An object of a listing.
   *
   * @param key its key
   * @param info what the listing tells of it, once its path is known
   */
  public record Found(String key, Function<FilePath, FileInfo> info) {}
}
