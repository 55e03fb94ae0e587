package dev.coffer.remote;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;

/** A piece of a content in memory, to be sent. Its memory is used again when it is sent. */
public final class Part {
  private final int number;
  private final byte[] bytes;
  private final int length;

  Part(int number, byte[] bytes, int length) {
    this.number = number;
    this.bytes = bytes;
    this.length = length;
  }

  byte[] bytes() {
    return bytes;
  }

  /**
   * Its place among the parts of its content.
   *
   * @return from 1
   */
  public int number() {
    return number;
  }

  /**
   * How many bytes it has.
   *
   * @return 0 only for an empty content
   */
  public int length() {
    return length;
  }

  /**
   * Its bytes from the first.
   *
   * @return a new stream each time
   */
  public InputStream stream() {
    return new ByteArrayInputStream(bytes, 0, length);
  }

  /**
   * Adds its bytes to a checksum.
   *
   * @param digest of any algorithm
   */
  public void addTo(MessageDigest digest) {
    digest.update(bytes, 0, length);
  }
}
