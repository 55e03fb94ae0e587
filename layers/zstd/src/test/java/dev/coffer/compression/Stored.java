package dev.coffer.compression;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.util.Random;

/** A file in memory, as users see it and as it is stored. */
record Stored(InMemoryFileStore below, FileStore store) {
  static final String FILE = "a";

  static Stored with(WritePolicy policy) {
    InMemoryFileStore below = new InMemoryFileStore();
    return new Stored(below, new CompressingFileStore(below, policy));
  }

  static Stored with(CompressionFormat format, int frameSize) {
    return with(Policies.of(format, frameSize, 1 << 20));
  }

  /** Another process, which knows nothing of the files yet. */
  FileStore reader() {
    return new CompressingFileStore(below);
  }

  byte[] bytes() {
    return below.readBytes(FILE);
  }

  /** Lines that shrink, the same for the same seed. */
  static byte[] lines(int length, long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i % 40 == 39 ? '\n' : 'a' + random.nextInt(4));
    }
    return bytes;
  }

  static byte[] noise(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
