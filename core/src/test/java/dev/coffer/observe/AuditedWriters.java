package dev.coffer.observe;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.util.Map;

/** A process that writes with sixteen threads until it is killed, and says what was answered. */
final class AuditedWriters {
  private AuditedWriters() {}

  public static void main(String[] args) {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .uri("file:" + args[0] + "?durability=none")
            .option("audit", args[1])
            .option("audit.max-size", "40KiB")
            .environment(Map.of())
            .build();
    FileStore store = FileStores.open(config);
    for (int i = 0; i < 16; i++) {
      String prefix = "round" + args[2] + "-thread" + i + "-";
      new Thread(() -> writeOn(store, prefix)).start();
    }
  }

  private static void writeOn(FileStore store, String prefix) {
    for (int i = 0; ; i++) {
      store.write(prefix + i, "x");
      synchronized (System.out) {
        System.out.println(prefix + i + " answered");
      }
    }
  }
}
