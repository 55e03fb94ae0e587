package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.io.PrivateDirectory;
import dev.coffer.spi.StoreName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where the layers of one store keep files of their own: {@code .coffer/state} of a local store,
 * else a directory that is named after the store.
 */
record StateDirectory(Setting given, String type, String store, String localRoot) {
  private static final int LONGEST_NAME = 60;

  /**
   * Returns the directory of one layer, creating it if it does not exist; empty if it cannot be
   * created.
   */
  Optional<Path> find(String layer) {
    requireApart();
    try {
      return Optional.of(of(layer));
    } catch (ConfigurationException e) {
      return Optional.empty();
    }
  }

  /** Returns the directory of one layer, creating it if it does not exist. */
  Path of(String layer) {
    requireApart();
    try {
      Path directory = directory().resolve(layer);
      PrivateDirectory.createAll(directory);
      return directory;
    } catch (IOException | InvalidPathException e) {
      throw ConfigurationErrors.forStore(
          type, "the layer '" + layer + "' cannot have a directory of its own: " + e, e);
    }
  }

  /** What layers remember must not be a file of the store, which its users may delete. */
  private void requireApart() {
    if (!given.isDefault()
        && !localRoot.isEmpty()
        && StoreName.overlap("file:" + directory(), "file:" + localRoot)) {
      throw ConfigurationErrors.forStore(
          type,
          "the directory 'state' lies in the store: name a place where the store's users cannot"
              + " write",
          null);
    }
  }

  private Path directory() {
    boolean byDefault = given.isDefault();
    if (byDefault && !localRoot.isEmpty()) {
      return Path.of(localRoot, ".coffer", "state");
    }
    if (byDefault && type.equals("memory")) {
      throw ConfigurationErrors.forStore(
          type,
          "a store that ends with the process has no directory of its own; name one with 'state'",
          null);
    }
    return Home.path("state", given.value(), type).resolve(name());
  }

  /** Readable, and of one store alone. */
  private String name() {
    String readable = store.replaceAll("[^A-Za-z0-9.-]+", "_");
    String start = readable.substring(0, Math.min(readable.length(), LONGEST_NAME));
    return start + "-" + hash().substring(0, 16);
  }

  private String hash() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(store.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
