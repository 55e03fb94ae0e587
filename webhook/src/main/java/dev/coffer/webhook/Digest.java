package dev.coffer.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 of several parts. */
final class Digest {
  private static final int SHORT = 16;

  private final MessageDigest digest;

  Digest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The first 64 bits of a text's digest, in hexadecimal digits. */
  static String shortOf(String text) {
    return new Digest().add(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, SHORT);
  }

  /** Adds a part, with its length, so that no other parts come to the same. */
  Digest add(byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
    digest.update(part);
    return this;
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
