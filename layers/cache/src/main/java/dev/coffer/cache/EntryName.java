package dev.coffer.cache;

import dev.coffer.FilePath;
import dev.coffer.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The name of an entry in a {@link CacheDirectory}: a digest, which also says where it is. */
final class EntryName {
  static final int LENGTH = 32;

  private final byte[] digest;

  private EntryName(byte[] digest) {
    this.digest = digest;
  }

  /** Returns the name of a file of a store. */
  static EntryName of(String store, FilePath path) {
    return new EntryName(
        Sha256.ofParts(
            store.getBytes(StandardCharsets.UTF_8),
            path.toString().getBytes(StandardCharsets.UTF_8)));
  }

  static EntryName ofDigits(String digits) {
    return new EntryName(HexFormat.of().parseHex(digits));
  }

  /** Takes a name out of bytes. */
  static EntryName from(ByteBuffer bytes) {
    byte[] digest = new byte[LENGTH];
    bytes.get(digest);
    return new EntryName(digest);
  }

  void writeTo(ByteBuffer bytes) {
    bytes.put(digest);
  }

  /** Returns whether an array begins with this name. */
  boolean begins(byte[] bytes) {
    return Arrays.equals(bytes, 0, LENGTH, digest, 0, LENGTH);
  }

  /** Returns the number of its directory, below 256. */
  int fan() {
    return digest[0] & 0xff;
  }

  /** Returns one of so many places within its directory. */
  int place(int places) {
    return Integer.remainderUnsigned(number(1), places);
  }

  /** Returns four of its bytes as a number. */
  int number(int from) {
    return ByteBuffer.wrap(digest).getInt(from);
  }

  /** Returns its 64 digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(digest);
  }
}
