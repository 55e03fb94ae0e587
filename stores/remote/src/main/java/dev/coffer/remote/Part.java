package dev.coffer.remote;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.Checksum;

/** A part of a content in memory, to be sent. Its memory is reused once it has been sent. */
public final class Part {
  private final int number;
  private final byte[] bytes;
  private final int length;
  private final boolean last;

  Part(int number, byte[] bytes, int length, boolean last) {
    this.number = number;
    this.bytes = bytes;
    this.length = length;
    this.last = last;
  }

  byte[] bytes() {
    return bytes;
  }

  /**
   * Returns its position among the parts of its content.
   *
   * @return the position, from 1
   */
  public int number() {
    return number;
  }

  /**
   * Returns the number of bytes.
   *
   * @return the number, 0 only for an empty content
   */
  public int length() {
    return length;
  }

  /**
   * Returns whether it is the last part of its content.
   *
   * @return true for exactly one part of each content
   */
  public boolean isLast() {
    return last;
  }

  /**
   * Returns its bytes.
   *
   * @return a new stream each time
   */
  public InputStream stream() {
    return stream(0);
  }

  /**
   * Returns its bytes from an offset on.
   *
   * @param offset the position of the first byte in the part
   * @return a new stream each time
   */
  public InputStream stream(int offset) {
    return new ByteArrayInputStream(bytes, offset, length - offset);
  }

  /**
   * Returns a copy of its bytes, for an SDK that keeps them.
   *
   * @return a new array each time
   */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /**
   * Adds its bytes to a checksum.
   *
   * @param checksum a checksum of any algorithm
   */
  public void addTo(Checksum checksum) {
    checksum.update(bytes, 0, length);
  }
}
