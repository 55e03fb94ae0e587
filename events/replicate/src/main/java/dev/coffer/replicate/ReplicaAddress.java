package dev.coffer.replicate;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.Settings;
import dev.coffer.event.ReceiverName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a replica is.
 *
 * @param uri a URI, or {@code @} and the name of a store
 */
record ReplicaAddress(String uri) {
  private static final Pattern PARTS =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(?://([^/?]*))?([^?]*).*", Pattern.DOTALL);

  /** Returns the replicas of a setting, which are separated by spaces. */
  static List<ReplicaAddress> of(String replicas) {
    return Arrays.stream(replicas.strip().split("\\s+"))
        .filter(uri -> !uri.isEmpty())
        .map(ReplicaAddress::new)
        .toList();
  }

  /**
   * Returns the name of the replica's queue. It stays the same if only the options of the URI
   * change, or the way in which its directory is written, and shows no path.
   */
  String name() {
    Matcher parts = PARTS.matcher(uri);
    if (uri.startsWith("@") || !parts.matches()) {
      return "replica+" + uri;
    }
    String authority = parts.group(2) == null ? "" : parts.group(2).replaceFirst(".*@", "");
    return ReceiverName.of(
        "replica+" + parts.group(1) + "://" + authority, place(parts.group(1), parts.group(3)));
  }

  /** One directory has one name, however it is written. */
  private static String place(String scheme, String path) {
    String plain = path.replaceFirst("/+$", "");
    return scheme.equals("file") && !plain.startsWith("~")
        ? Path.of(plain).toAbsolutePath().normalize().toString()
        : plain;
  }

  /**
   * Opens the replica.
   *
   * @throws ConfigurationException if it cannot be opened, or cannot be a replica of the store with
   *     these settings
   */
  FileStore open(Settings settings) {
    FileStore replica = settings.openOther(uri);
    try {
      if (replica.unwrap(Replication.class).isPresent()) {
        throw settings.wrong(
            "a replica cannot have replicas of its own: name all of them in the replicas of the"
                + " primary");
      }
      if (settings.overlaps(uri)) {
        throw settings.wrong(
            "a replica cannot be inside its primary, nor contain it, nor be the primary itself: use"
                + " another place for the replica");
      }
      return replica;
    } catch (RuntimeException | Error e) {
      replica.close();
      throw e;
    }
  }
}
