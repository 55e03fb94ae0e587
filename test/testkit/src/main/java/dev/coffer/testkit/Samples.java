package dev.coffer.testkit;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bytes and names that the cases write, and shorthands to inspect a store. */
final class Samples {
  static final int KIB = 1 << 10;
  static final int MIB = 1 << 20;
  private static final int DIGITS = 5;

  private Samples() {}

  /** Bytes without a pattern, the same for the same size. */
  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(size).nextBytes(bytes);
    return bytes;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Names in ascending order: {@code prefix00000}, {@code prefix00001}, ... */
  static List<String> names(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(Integer::toString)
        .map(digits -> prefix + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits)
        .toList();
  }

  /** Writes a file for each name, with the name as its content. */
  static void fill(FileStore store, List<String> names) {
    names.forEach(name -> store.write(name, name));
  }

  static void fill(FileStore store, String... names) {
    fill(store, List.of(names));
  }

  /** Returns the paths of all files below a directory. */
  static List<String> walk(FileStore store, String directory) {
    try (Stream<FileInfo> files = store.walk(directory)) {
      return files.map(file -> file.path().toString()).toList();
    }
  }

  static byte[] readAll(InputStream in) {
    try (in) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String readText(InputStream in) {
    return new String(readAll(in), StandardCharsets.UTF_8);
  }
}
