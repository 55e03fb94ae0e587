package dev.coffer.webhook;

import dev.coffer.FileStore;
import dev.coffer.delivery.Outbox;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A process with a small heap that makes many changes at once and prints how long it took. */
final class Load {
  private Load() {}

  /** Directory, receiver, batched or not, and how many changes. */
  public static void main(String[] args) {
    Path root = Path.of(args[0]);
    WebHook hook = WebHook.builder(args[1] + "/hook").closeTimeout(Duration.ofMinutes(10)).build();
    FileStore files = new LocalFileStore(root.resolve("files"), Durability.NONE);
    Outbox log = new Outbox(root.resolve("outbox.db"));
    int changes = Integer.parseInt(args[3]);
    long start = System.nanoTime();
    FileStore store =
        args[2].equals("batched")
            ? new BatchedWebHookFileStore(files, log, List.of(hook))
            : new WebHookFileStore(files, log, List.of(hook));
    for (int i = 0; i < changes; i++) {
      store.write("d" + i % 100 + "/" + i, "the content of " + i);
    }
    double written = seconds(start);
    store.close();
    double delivered = seconds(start);
    System.out.printf(
        Locale.ROOT,
        "%,d changes in %.1f s, delivered after %.1f s: %,.0f a second%n",
        changes,
        written,
        delivered,
        changes / delivered);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
