package dev.coffer.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

/**
 * The calls of zstd-jni. Without the library this class cannot be loaded, and no other needs it.
 */
final class ZstdLibrary {
  private ZstdLibrary() {}

  /** Loads the native library, if it is not. */
  static void load() {
    boolean unused = Zstd.isError(0);
  }

  /** Decompresses a frame and returns the length of its content; another number if it is none. */
  static long decompress(byte[] frame, int length, byte[] plain, int plainLength) {
    try {
      return Zstd.decompressByteArray(plain, 0, plainLength, frame, 0, length);
    } catch (ZstdException e) {
      return -1;
    }
  }
}
