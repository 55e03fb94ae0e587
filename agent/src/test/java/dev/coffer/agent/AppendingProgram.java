package dev.coffer.agent;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;

/** A program that appends events until it is killed, and prints the id of each that is done. */
final class AppendingProgram {
  private AppendingProgram() {}

  public static void main(String[] arguments) {
    try (FileStore store = FileStores.open(arguments[0])) {
      EventLog log = EventLog.of(store, "c1", null);
      for (int i = 0; ; i++) {
        String name = arguments[1] + "-" + i;
        long id = log.append("{\"action\": \"message\", \"name\": \"" + name + "\"}");
        System.out.println(id + " " + name);
        System.out.flush();
      }
    }
  }
}
