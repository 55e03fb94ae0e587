package dev.coffer.remote;

import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and a directory in it, as paths of configuration name them.
 *
 * @param bucket up to the first {@code /}
 * @param prefix the rest; empty for the whole bucket
 */
public record BucketPlace(String bucket, String prefix) {
  /**
   * Reads a place.
   *
   * @param text {@code bucket} or {@code bucket/prefix}
   * @return neither part is checked
   */
  public static BucketPlace of(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new BucketPlace(text, "")
        : new BucketPlace(text.substring(0, slash), text.substring(slash));
  }

  /**
   * What tells the place from all others, in whichever way it is written.
   *
   * @param type of the store
   * @param server that has the bucket; null for the service's own
   * @return the same in each process
   */
  public String identity(String type, @Nullable URI server) {
    String directory = directory();
    String place = type + ":" + bucket + (directory.isEmpty() ? "" : "/" + directory);
    return server == null ? place : place + " at " + host(server);
  }

  private String directory() {
    try {
      return FilePath.of(prefix).toString();
    } catch (InvalidFilePathException e) {
      return prefix; // it is refused when the store is opened
    }
  }

  /** With TLS or without, by name and port: that is one server. */
  private static String host(URI server) {
    return Endpoint.host(server).toLowerCase(Locale.ROOT) + ":" + Endpoint.port(server);
  }
}
