package dev.coffer.cache;

import dev.coffer.FileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.nio.file.Path;

/**
 * A program that replaces small files again and again and reads them through a cache on disk, until
 * it is killed. It prints a line for each round.
 */
final class ChangingFiles {
  static final int FILES = 400;

  private ChangingFiles() {}

  /** Each file is read from disk, where one slot is for each of 256 directories. */
  static FileStore cached(FileStore origin, Path cache) {
    DiskCacheOptions disk = new DiskCacheOptions(cache, 4 << 20, "origin");
    return new CachingFileStore(origin, CacheOptions.DEFAULTS.maxSize(3000).disk(disk));
  }

  static String content(int file, long round) {
    return (file + " of round " + round + "\n").repeat(1 + (int) ((file + 31 * round) % 150));
  }

  public static void main(String[] args) {
    LocalFileStore origin = new LocalFileStore(Path.of(args[0]), Durability.NONE);
    try (FileStore store = cached(origin, Path.of(args[1]))) {
      for (long round = 0; true; round++) {
        for (int i = 0; i < FILES; i++) {
          store.write("f" + i, content(i, round));
          store.readString("f" + i);
          store.readString("f" + (i * 7 + 1) % (i + 1));
        }
        System.out.println(round);
      }
    }
  }
}
