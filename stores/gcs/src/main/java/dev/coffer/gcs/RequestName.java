package dev.coffer.gcs;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Names requests after the methods of the API. */
final class RequestName {
  private static final String OBJECTS = "/o";
  private static final String BUCKETS = "/b/";

  private RequestName() {}

  static String of(String method, URI uri) {
    String path = String.valueOf(uri.getRawPath());
    if (path.startsWith("/upload/")) {
      return method.equals("PUT") ? "objects.upload" : "objects.insert";
    }
    if (path.startsWith("/batch/")) {
      return "batch";
    }
    int bucket = path.indexOf(BUCKETS);
    if (bucket < 0) {
      return "other";
    }
    int below = path.indexOf('/', bucket + BUCKETS.length());
    return below < 0 ? "buckets.get" : object(method, path.substring(below), uri.getRawQuery());
  }

  /** The key is a single segment of the path: its slashes are encoded. */
  private static String object(String method, String path, @Nullable String query) {
    boolean all = path.equals(OBJECTS);
    return switch (method) {
      case "DELETE" -> "objects.delete";
      case "POST" -> path.contains("/rewriteTo/") ? "objects.rewrite" : "objects.insert";
      case "PATCH", "PUT" -> "objects.update";
      default -> all ? "objects.list" : isMedia(query) ? "objects.media" : "objects.get";
    };
  }

  static boolean isMedia(@Nullable String query) {
    return query != null && query.contains("alt=media");
  }
}
