package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.io.PrivateDirectory;
import dev.coffer.spi.StoreName;
import dev.coffer.text.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/**
 * Where the layers of one store keep files of their own: {@code .coffer/state} of a local store,
 * else a directory that is named after the store.
 */
record StateDirectory(
    Setting given, String type, String store, Optional<String> alias, String localRoot) {
  private static final int LONGEST_NAME = 60;
  private static final Set<Path> TOLD = ConcurrentHashMap.newKeySet();

  /**
   * Returns the directory of one layer, creating it if it does not exist; empty if it cannot be
   * created, or would be in a root that does not exist.
   */
  Optional<Path> find(String layer) {
    requireApart();
    if (isInRoot() && !Files.isDirectory(Path.of(localRoot))) {
      return Optional.empty();
    }
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
      if (!isInRoot()) {
        tellOfOthers(directory, layer);
      }
      return directory;
    } catch (IOException | InvalidPathException e) {
      throw ConfigurationErrors.forStore(
          type, "the layer '" + layer + "' cannot have a directory of its own: " + e, e);
    }
  }

  /**
   * Warns if the store has been opened by its name and by its URI. Only one of them finds what the
   * layer has kept, such as events that are still to be delivered. Two names are two stores on
   * purpose.
   */
  private void tellOfOthers(Path own, String layer) throws IOException {
    Path store = directory();
    String others = alias.isPresent() ? name() : name() + "@*";
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent(), others)) {
      for (Path other : found) {
        if (Files.isDirectory(other.resolve(layer)) && TOLD.add(own)) {
          LoggerFactory.getLogger(FileStores.class)
              .warn(
                  "the layer '{}' of this store keeps files in {}, and others in {}, under {}: open"
                      + " the store in one way, since what is pending is found in that way alone",
                  layer,
                  store,
                  other,
                  alias.isPresent()
                      ? "its URI"
                      : other.getFileName().toString().replaceFirst(".*@", "@"));
        }
      }
    }
  }

  /** What layers remember must not be a file of the store, which its users may delete. */
  private void requireApart() {
    if (!given.isDefault() && overlaps(directory())) {
      throw ConfigurationErrors.forStore(
          type,
          "the directory 'state' lies in the store: name a place where the store's users cannot"
              + " write",
          null);
    }
  }

  /** Returns whether a directory is in a local store, but not in its own area, or holds it. */
  boolean overlaps(Path directory) {
    return !localRoot.isEmpty()
        && StoreName.overlap("file:" + directory.toAbsolutePath(), "file:" + localRoot);
  }

  private boolean isInRoot() {
    return given.isDefault() && !localRoot.isEmpty();
  }

  /**
   * Returns the directory above those of the layers, which need not exist; empty if there is none.
   */
  Optional<Path> place() {
    try {
      return endsWithProcess() ? Optional.empty() : Optional.of(directory());
    } catch (InvalidPathException e) {
      return Optional.empty(); // opening the store says so
    }
  }

  private boolean endsWithProcess() {
    return given.isDefault() && type.equals("memory");
  }

  private Path directory() {
    if (isInRoot()) {
      return Path.of(localRoot, ".coffer", "state");
    }
    if (endsWithProcess()) {
      throw ConfigurationErrors.forStore(
          type,
          "a store that ends with the process has no directory of its own; name one with 'state'",
          null);
    }
    return parent().resolve(name() + alias.map(known -> "@" + known).orElse(""));
  }

  private Path parent() {
    return Home.path("state", given.value(), type);
  }

  /** Readable, and of one place alone. */
  private String name() {
    String readable = store.replaceAll("[^A-Za-z0-9.-]+", "_");
    String start = readable.substring(0, Math.min(readable.length(), LONGEST_NAME));
    return start + "-" + Sha256.hex(store).substring(0, 16);
  }
}
