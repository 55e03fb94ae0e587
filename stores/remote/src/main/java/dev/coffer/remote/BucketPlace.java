package dev.coffer.remote;

import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and a directory in it, as named by the path of a configuration.
 *
 * @param bucket up to the first {@code /}
 * @param prefix the rest; empty for the whole bucket
 */
public record BucketPlace(String bucket, String prefix) {
  /**
   * Parses a place.
   *
   * @param text {@code bucket} or {@code bucket/prefix}
   * @return the place, whose parts are not checked
   */
  public static BucketPlace of(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new BucketPlace(text, "")
        : new BucketPlace(text.substring(0, slash), text.substring(slash));
  }

  /**
   * Returns an identifier that distinguishes the place from all others, however it is written.
   *
   * @param type the type of the store
   * @param server the server with the bucket; null for the service's own
   * @return the identifier, the same in every process
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

  /** Returns name and port, since a server is the same with and without TLS. */
  private static String host(URI server) {
    return Endpoint.host(server).toLowerCase(Locale.ROOT) + ":" + Endpoint.port(server);
  }
}
