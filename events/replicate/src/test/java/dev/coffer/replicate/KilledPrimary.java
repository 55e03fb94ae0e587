package dev.coffer.replicate;

import dev.coffer.FileStore;
import java.nio.file.Path;
import java.util.List;

/** A process that changes a primary until it is killed. */
final class KilledPrimary {
  private KilledPrimary() {}

  /** Takes the directory, the replica and a number for the contents. */
  public static void main(String[] arguments) {
    FileStore primary = Pair.primary(Path.of(arguments[0]), arguments[1], "");
    System.out.println("open");
    for (int i = 0; true; i++) {
      String path = "f" + i % 50;
      primary.write(path, arguments[2] + " " + i);
      if (i % 3 == 0) {
        primary.deleteAll(List.of("f" + (i + 7) % 50));
      }
      if (i % 5 == 0) {
        primary.move(path, "moved/" + i % 20);
      }
      System.out.println(i);
    }
  }
}
