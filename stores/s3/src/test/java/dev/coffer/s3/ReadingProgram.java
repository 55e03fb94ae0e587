package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import java.io.InputStream;

/** Writes and reads a small and a large file, and prints the threads that there are then. */
@SuppressWarnings("SystemOut")
final class ReadingProgram {
  private ReadingProgram() {}

  public static void main(String[] arguments) throws Exception {
    try (FileStore store = FileStores.open(arguments[0])) {
      store.write("small", "x");
      store.write("large", new byte[1 << 20]);
      System.out.println(store.readBytes("small").length);
      try (InputStream in = store.open("large")) {
        in.readAllBytes();
      }
      Thread.getAllStackTraces().keySet().forEach(thread -> System.out.println(thread.getName()));
    }
  }
}
