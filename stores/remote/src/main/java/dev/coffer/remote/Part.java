package dev.coffer.remote;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.zip.Checksum;

/** A piece of a content in memory, to be sent. Its memory is used again when it is sent. */
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
   * Whether its content ends with it.
   *
   * @return true for one part of each content
   */
  public boolean isLast() {
    return last;
  }

  /**
   * Its bytes from the first.
   *
   * @return a new stream each time
   */
  public InputStream stream() {
    return stream(0);
  }

  /**
   * Its bytes from one on.
   *
   * @param offset of the first in the part
   * @return a new stream each time
   */
  public InputStream stream(int offset) {
    return new ByteArrayInputStream(bytes, offset, length - offset);
  }

  /**
   * Adds its bytes to a checksum.
   *
   * @param checksum of any algorithm
   */
  public void addTo(Checksum checksum) {
    checksum.update(bytes, 0, length);
  }
}
