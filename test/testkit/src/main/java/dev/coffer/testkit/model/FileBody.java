package dev.coffer.testkit.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a file, with the Java expression that creates them. */
final class FileBody {
  private final byte[] bytes;
  private final String java;
  private final boolean text;

  private FileBody(byte[] bytes, String java, boolean text) {
    this.bytes = bytes;
    this.java = java;
    this.text = text;
  }

  static FileBody text(String text) {
    return new FileBody(text.getBytes(StandardCharsets.UTF_8), Java.quote(text), true);
  }

  /** Returns a text longer than the buffers that stores use. */
  static FileBody longText(int length) {
    byte[] bytes = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
    return new FileBody(bytes, "\"x\".repeat(" + length + ")", true);
  }

  /** Returns two bytes that are not valid text. */
  static FileBody noText() {
    return new FileBody(new byte[] {(byte) 0xFF, 0}, "new byte[] {(byte) 0xFF, 0}", false);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  int size() {
    return bytes.length;
  }

  boolean isText() {
    return text;
  }

  String string() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** At most {@code length} bytes from {@code offset} on. */
  byte[] part(long offset, long length) {
    return Arrays.copyOfRange(bytes, (int) offset, (int) Math.min(bytes.length, offset + length));
  }

  /** Returns a Java expression for the text, or for the bytes if it is not text. */
  String java() {
    return java;
  }

  /** Returns a Java expression for the bytes. */
  String javaBytes() {
    return text ? java + ".getBytes(StandardCharsets.UTF_8)" : java;
  }

  void compareWith(String what, byte[] actual) {
    if (!Arrays.equals(bytes, actual)) {
      throw new Mismatch(what + ": expected " + show(bytes) + ", was " + show(actual), null);
    }
  }

  static String show(byte[] bytes) {
    return bytes.length > 60
        ? bytes.length + " bytes"
        : Java.quote(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileBody body && Arrays.equals(body.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return show(bytes);
  }
}
