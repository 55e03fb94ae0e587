package dev.coffer.micrometer;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a store in tags: its kind, and its bucket if it has one; never a path. */
final class StoreTag {
  /** One of a stack of stores: {@code Observed(S3(s3://bucket/prefix))}. */
  private static final Pattern LAYER = Pattern.compile("([A-Z]\\w*)\\(");

  private static final Pattern BUCKET = Pattern.compile("([a-z][a-z0-9+.-]*)://([\\w.-]+)");

  private StoreTag() {}

  static String of(String nest) {
    String kind = "store";
    Matcher layer = LAYER.matcher(nest);
    int start = 0;
    while (layer.region(start, nest.length()).lookingAt()) {
      kind = layer.group(1).toLowerCase(Locale.ROOT);
      start = layer.end();
    }
    Matcher bucket = BUCKET.matcher(nest).region(start, nest.length());
    return bucket.lookingAt() ? bucket.group(1) + ":" + bucket.group(2) : kind;
  }
}
