package dev.coffer.gcs;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** An etag is the generation of an object: it changes with every write. */
final class GcsEtags {
  private static final Pattern POSSIBLE = Pattern.compile("[1-9][0-9]{0,17}");

  private GcsEtags() {}

  static String of(long generation) {
    return Long.toString(generation);
  }

  /** Returns the generation of an etag; empty if no object can have it. */
  static OptionalLong generation(String etag) {
    return POSSIBLE.matcher(etag).matches()
        ? OptionalLong.of(Long.parseLong(etag))
        : OptionalLong.empty();
  }
}
