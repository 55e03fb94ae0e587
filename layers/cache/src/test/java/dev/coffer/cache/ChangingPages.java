package dev.coffer.cache;

import dev.coffer.FileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * A program that replaces a large file again and again and reads parts of it through a cache on
 * disk, until it is killed. It prints a line for each round.
 */
final class ChangingPages {
  static final String FILE = "large";
  static final int SIZE = (4 << 20) + 100;
  static final int PART = 5000;

  private ChangingPages() {}

  static FileStore cached(Path files, Path cache) {
    DiskCacheOptions disk = new DiskCacheOptions(cache, 6 << 20, "origin");
    return new CachingFileStore(
        new LocalFileStore(files, Durability.NONE), CacheOptions.DEFAULTS.disk(disk));
  }

  static byte[] content(long seed) {
    byte[] content = new byte[SIZE];
    new Random(seed).nextBytes(content);
    return content;
  }

  /** Reads a part of each page and compares it with a content. */
  static void check(FileStore store, byte[] content) throws IOException {
    for (int offset = 0; offset + PART <= SIZE; offset += 1 << 20) {
      try (InputStream part = store.open(FILE, offset, PART)) {
        byte[] expected = Arrays.copyOfRange(content, offset, offset + PART);
        if (!Arrays.equals(part.readAllBytes(), expected)) {
          throw new IllegalStateException("another content from " + offset + " on");
        }
      }
    }
  }

  public static void main(String[] args) throws IOException {
    try (FileStore store = cached(Path.of(args[0]), Path.of(args[1]))) {
      for (long seed = 0; true; seed++) {
        byte[] content = content(seed);
        store.write(FILE, content);
        check(store, content);
        check(store, content);
        System.out.println(seed);
      }
    }
  }
}
