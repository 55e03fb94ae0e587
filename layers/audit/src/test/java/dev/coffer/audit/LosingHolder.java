package dev.coffer.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that writes to a trail, and meanwhile reads its lock file as a backup does: it loses
 * the lock of the system, and does not know it.
 */
final class LosingHolder {
  private LosingHolder() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    TrailFolder folder = TrailFolder.open(file.resolveSibling("."));
    TrailLock lock = TrailLock.open(folder, TrailLock.PATIENCE);
    folder.close();
    lock.run(
        System.nanoTime(),
        () -> {
          System.out.println("read " + Files.readAllBytes(file).length);
          int unused = System.in.read();
        });
    lock.close();
    System.out.println("given back");
  }
}
