package dev.coffer.versioning;

import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Changes ten paths until it is killed, and prints each content that was acknowledged. */
final class VersioningProgram {
  static final List<String> PATHS =
      IntStream.range(0, 10).mapToObj(i -> i % 2 == 0 ? "p" + i : "d/p" + i).toList();

  private VersioningProgram() {}

  /** Begins with the root of the store and a name that no other process has. */
  public static void main(String[] args) {
    FileStore store =
        new VersioningFileStore(new LocalFileStore(Path.of(args[0]), Durability.NONE));
    Random random = new Random(args[1].hashCode());
    for (int i = 0; true; i++) {
      String path = PATHS.get(random.nextInt(PATHS.size()));
      switch (random.nextInt(8)) {
        case 0 -> store.deleteFile(path);
        case 1 -> move(store, path, PATHS.get(random.nextInt(PATHS.size())));
        case 2 -> restore(store, path);
        default -> {
          String text = args[1] + "-" + i;
          store.write(path, text);
          System.out.println(path + " " + text + " .");
          System.out.flush();
        }
      }
    }
  }

  private static void move(FileStore store, String source, String target) {
    try {
      store.move(source, target);
    } catch (NotFoundException e) {
      // Deleted or moved by another.
    }
  }

  private static void restore(FileStore store, String path) {
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    versions.versions(path).stream()
        .filter(one -> !one.deleteMarker())
        .findFirst()
        .ifPresent(one -> versions.restore(path, one.id()));
  }
}
