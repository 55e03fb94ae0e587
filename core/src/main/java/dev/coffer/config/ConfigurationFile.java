package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.io.FileOwner;
import dev.coffer.text.Printable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that names stores.
 *
 * @param path where it is
 * @param requested whether somebody named it, so that it must exist
 */
record ConfigurationFile(Path path, boolean requested) {
  static final String VARIABLE = "COFFER_CONFIG";

  private static final String USUAL = "~/.coffer/config.properties";
  private static final int LARGEST = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\ufeff";
  private static final Set<Path> WARNED = ConcurrentHashMap.newKeySet();

  static ConfigurationFile of(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    String path = named.isEmpty() ? USUAL : named;
    return new ConfigurationFile(Home.path(VARIABLE, path, "a named store"), !named.isEmpty());
  }

  /** Returns the text of the file; empty if it does not exist and nobody asked for it. */
  Optional<String> text() {
    try {
      byte[] bytes = SmallFile.read(path, LARGEST);
      warnIfOpenToOthers();
      return Optional.of(decode(bytes));
    } catch (NoSuchFileException e) {
      if (requested) {
        throw wrong("the file of " + VARIABLE + " does not exist: " + this, e);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw wrong("the file " + this + " of the named stores cannot be read: " + e, e);
    }
  }

  boolean exists() {
    return Files.exists(path);
  }

  private String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      String text = decoder.decode(rest).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      String before = new String(bytes, 0, rest.position(), StandardCharsets.UTF_8);
      throw wrong(at(before.split("\r\n|\r|\n", -1).length) + ": this is not UTF-8", e);
    }
  }

  /** Once in a process: a file that is opened often is not news each time. */
  private void warnIfOpenToOthers() throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    boolean foreign = FileOwner.isForeign(path);
    if ((foreign || !mode.endsWith("------")) && WARNED.add(path.toAbsolutePath())) {
      Logger log = LoggerFactory.getLogger(NamedStores.class);
      if (foreign) {
        log.warn(
            "{} belongs to another user ({}), who decides where files go: take a copy of your own",
            this,
            Files.getOwner(path).getName());
      } else {
        log.warn("{} is open to other users ({}) and may hold secrets: chmod 600", this, mode);
      }
    }
  }

  /** Returns a place in the file, for people. */
  String at(int line) {
    return this + ":" + line;
  }

  static ConfigurationException wrong(String hint, @Nullable Throwable cause) {
    return ConfigurationErrors.forStore("a named store", hint, cause);
  }

  /** Returns the path, in which nothing steers a terminal. */
  @Override
  public String toString() {
    return Printable.of(path.toString());
  }
}
