package dev.coffer.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A small store, a directory and a file beside them, each file with a content of its own.
 *
 * @param root where they are
 */
record Workplace(Path root) {
  /** Makes all again. */
  static Workplace in(Path root) throws IOException {
    Workplace place = new Workplace(root);
    for (String name : new String[] {"store/a", "store/d/b", "store/d/sub/c", "store/over"}) {
      place.write(name, "stored as " + name);
    }
    for (String name : new String[] {"dir/a", "dir/d/b", "dir/d/sub/c", "dir/e"}) {
      place.write(name, "in the directory as " + name);
    }
    place.write("file", "a local file");
    return place;
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** The words of a call, in which names of this place stand as {@code @dir}. */
  String[] call(String words) {
    return words.replace("@", root + "/").split(" ");
  }

  /** The places whose system calls may fail. */
  Path[] places() {
    return Stream.of(
            "store",
            "store/a",
            "store/d",
            "store/d/b",
            "store/d/sub",
            "store/.coffer",
            "dir",
            "dir/a",
            "dir/d",
            "dir/d/b",
            "dir/d/sub",
            "dir/e",
            "file")
        .map(root::resolve)
        .toArray(Path[]::new);
  }

  /** What each file holds, without Coffer's own. */
  Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile)
          .filter(file -> !root.relativize(file).toString().contains(".coffer"))
          .forEach(file -> files.put(root.relativize(file).toString(), text(file)));
    }
    return files;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
