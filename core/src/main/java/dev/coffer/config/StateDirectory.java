package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.io.OwnerOnly;
import dev.coffer.spi.FileOwner;
import dev.coffer.spi.StoreName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
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
record StateDirectory(Given given, String type, String store, String localRoot) {
  private static final int LONGEST_NAME = 60;

  StateDirectory named(String identity) {
    return new StateDirectory(given, type, identity, localRoot);
  }

  /** The directory of one layer, made when it is missing; nothing if it cannot be made. */
  Optional<Path> find(String layer) {
    requireApart();
    try {
      return Optional.of(of(layer));
    } catch (ConfigurationException e) {
      return Optional.empty();
    }
  }

  /** The directory of one layer, made when it is missing. */
  Path of(String layer) {
    requireApart();
    try {
      Path directory = directory().resolve(layer);
      make(directory);
      return directory;
    } catch (IOException | InvalidPathException e) {
      throw Wrong.forStore(
          type, "the layer '" + layer + "' cannot have a directory of its own: " + e, e);
    }
  }

  /** What layers remember must not be a file of the store, which its users may delete. */
  private void requireApart() {
    if (!given.source().equals(Source.DEFAULT)
        && !localRoot.isEmpty()
        && StoreName.overlap("file:" + directory(), "file:" + localRoot)) {
      throw Wrong.forStore(
          type,
          "the directory 'state' lies in the store: name a place where the store's users cannot"
              + " write",
          null);
    }
  }

  /** What root makes in the directory of another user is that user's, as the rest of the area. */
  private static void make(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path above = directory.toAbsolutePath().getParent();
    if (above != null) {
      make(above);
    }
    try {
      Files.createDirectory(directory, OwnerOnly.directory(directory));
      FileOwner.inherit(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  private Path directory() {
    boolean byDefault = given.source().equals(Source.DEFAULT);
    if (byDefault && !localRoot.isEmpty()) {
      return Path.of(localRoot, ".coffer", "state");
    }
    if (byDefault && type.equals("memory")) {
      throw Wrong.forStore(
          type, "what ends with the process has no place on the disk; give one by 'state'", null);
    }
    return Home.path("state", given.text(), type).resolve(name());
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
