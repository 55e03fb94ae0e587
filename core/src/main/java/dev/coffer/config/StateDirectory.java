package dev.coffer.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where the layers of one store keep files of their own: {@code .coffer/state} of a local store,
 * else a directory that is named after the store.
 */
record StateDirectory(Given given, String type, String store, String localRoot) {
  private static final int LONGEST_NAME = 60;

  StateDirectory named(String identity) {
    return new StateDirectory(given, type, identity, localRoot);
  }

  /** The directory of one layer, made when it is missing. */
  Path of(String layer) {
    try {
      Path directory = directory().resolve(layer);
      Files.createDirectories(directory, privately());
      return directory;
    } catch (IOException | InvalidPathException e) {
      throw Wrong.forStore(
          type, "the layer '" + layer + "' cannot have a directory of its own: " + e, e);
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
    return Path.of(Home.expand(given.text(), type)).resolve(name());
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

  private static FileAttribute<?>[] privately() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
