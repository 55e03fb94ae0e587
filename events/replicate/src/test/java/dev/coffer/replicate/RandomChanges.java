package dev.coffer.replicate;

import dev.coffer.FileStore;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random writes, moves and deletions, and what a store must hold after them. */
final class RandomChanges {
  private static final int PATHS = 80;

  private final Random random;
  private final Map<String, String> expected = new TreeMap<>();

  RandomChanges(long seed) {
    this.random = new Random(seed);
  }

  Map<String, String> expected() {
    return expected;
  }

  void make(FileStore store, int count) {
    for (int i = 0; i < count; i++) {
      String path = path();
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> delete(store, path);
        case 3, 4 -> move(store, path, path());
        default -> write(store, path, "content " + i + " of " + path);
      }
    }
  }

  private String path() {
    return "d" + random.nextInt(4) + "/ü " + random.nextInt(PATHS) + " 😀";
  }

  private void write(FileStore store, String path, String text) {
    store.write(path, text);
    expected.put(path, text);
  }

  private void delete(FileStore store, String path) {
    store.deleteAll(List.of(path));
    expected.remove(path);
  }

  private void move(FileStore store, String source, String target) {
    String text = expected.get(source);
    if (text != null) {
      store.move(source, target);
      expected.remove(source);
      expected.put(target, text);
    }
  }
}
