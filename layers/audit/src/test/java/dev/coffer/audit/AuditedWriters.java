package dev.coffer.audit;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A process that writes with sixteen threads until it is killed, and says what was answered. */
final class AuditedWriters {
  private AuditedWriters() {}

  public static void main(String[] args) throws IOException {
    FileStore store = args[3].equals("store") ? withTrailInAStore(args) : configured(args);
    for (int i = 0; i < 16; i++) {
      String prefix = "round" + args[2] + "-thread" + i + "-";
      new Thread(() -> writeOn(store, prefix)).start();
    }
  }

  private static FileStore configured(String... args) {
    return FileStores.open(
        FileStoreConfig.builder()
            .uri("file:" + args[0] + "?durability=none")
            .option("audit", args[1])
            .option("audit.max-size", "40KiB")
            .environment(Map.of())
            .build());
  }

  private static FileStore withTrailInAStore(String... args) throws IOException {
    AuditTrail trail =
        new AuditTrail(
            new LocalFileStore(Path.of(args[1]), Durability.FULL),
            AuditTrail.OnFailure.FAIL,
            Clock.systemUTC());
    return new ObservedFileStore(
        new LocalFileStore(Path.of(args[0]), Durability.NONE),
        ObserveOptions.DEFAULTS.listener(trail));
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
