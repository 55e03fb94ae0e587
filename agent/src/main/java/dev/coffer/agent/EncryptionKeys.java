package dev.coffer.agent;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

/**
 * The keys that settings and secrets are encrypted with: one that writes and any number that read,
 * so that a key can be replaced while files of the one before are still there.
 *
 * <p>A file is encrypted as a whole with AES-256-GCM, with a random nonce and bound to its path: it
 * cannot be read at another path. The id of the key is in the file and is not secret. What is in
 * the clear is read as it is and is encrypted by the next change; {@link #inClear} is the way back.
 *
 * <p>An encrypted file is not JSON, so that a program that does not know of it fails instead of
 * taking it for empty. Where such a program must read the file, use no keys.
 *
 * <p>Neither {@link #toString} nor an error shows a key.
 */
public final class EncryptionKeys {
  /** The number of bytes of a key. */
  public static final int KEY_BYTES = 32;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final String current;
  private final KeySource source;
  private final boolean writes;

  private EncryptionKeys(String current, KeySource source, boolean writes) {
    this.current = current;
    this.source = source;
    this.writes = writes;
  }

  /**
   * Returns keys of any source.
   *
   * @param current the id of the key that writes: 1 to 64 ASCII letters, digits and {@code . _ -}
   * @param source finds this key and those of files that are already there
   * @return the keys; the source is not asked yet
   * @throws IllegalArgumentException if the id has another form
   */
  public static EncryptionKeys of(String current, KeySource source) {
    return new EncryptionKeys(requireId(current), source, true);
  }

  /**
   * Reads keys from the value of an option or a variable: {@code ID:KEY}, separated by white space
   * or commas. A key is the Base64 of {@value #KEY_BYTES} bytes, as {@code openssl rand -base64 32}
   * prints them. The first key writes, all read.
   *
   * @param text for example {@code 2026-12:9T5…= 2025-06:kQ0…=}
   * @return the keys
   * @throws IllegalArgumentException if the text has another form; the message shows nothing of it
   */
  public static EncryptionKeys parse(String text) {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    for (String one : text.strip().split("[\\s,]+", -1)) {
      int colon = one.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("a key is written as ID:BASE64; a colon is missing");
      }
      String id = requireId(one.substring(0, colon));
      if (keys.put(id, decode(id, one.substring(colon + 1))) != null) {
        throw new IllegalArgumentException("the key " + id + " is given twice");
      }
    }
    return of(keys.keySet().iterator().next(), id -> find(keys, id));
  }

  /**
   * Reads keys from a file whose text has the form of {@link #parse}, such as one key a line.
   *
   * @param file a file in UTF-8, which only its owner should be able to read
   * @return the keys
   * @throws ConfigurationException if the file cannot be read or has another form
   */
  public static EncryptionKeys ofFile(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          new ErrorContext("open", "", "encryption keys"),
          "the file '" + file + "' holds no keys: " + reason(e),
          e);
    }
  }

  /**
   * Returns the same keys for reading. What is written is in the clear from now on, so that changes
   * turn encrypted files into plain ones.
   *
   * @return keys that write in the clear
   */
  public EncryptionKeys inClear() {
    return new EncryptionKeys(current, source, false);
  }

  boolean areForWriting() {
    return writes;
  }

  String current() {
    return current;
  }

  /** Returns a copy of a key, of the right length. */
  byte[] key(String id) {
    byte[] key = source.key(id).clone();
    requireLength(id, key);
    return key;
  }

  private static byte[] find(Map<String, byte[]> keys, String id) {
    byte[] key = keys.get(id);
    if (key == null) {
      throw new NoSuchElementException("the keys that are there are " + List.copyOf(keys.keySet()));
    }
    return key;
  }

  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  private static String requireId(String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "the id of a key is 1 to 64 ASCII letters, digits and . _ -");
    }
    return id;
  }

  private static byte[] decode(String id, String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // Its message shows a character of the key.
      throw new IllegalArgumentException("the key " + id + " is no Base64");
    }
    requireLength(id, key);
    return key;
  }

  private static void requireLength(String id, byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "the key " + id + " has " + key.length + " bytes, not " + KEY_BYTES);
    }
  }

  private static String reason(Exception e) {
    return e instanceof IOException ? e.toString() : String.valueOf(e.getMessage());
  }

  /** Shows the id of the key that writes. */
  @Override
  public String toString() {
    return "EncryptionKeys[" + (writes ? current : "in clear") + "]";
  }
}
