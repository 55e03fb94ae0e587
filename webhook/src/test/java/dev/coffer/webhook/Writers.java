package dev.coffer.webhook;

import dev.coffer.FileStore;
import dev.coffer.event.EventLog;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A process that changes twenty paths as fast as it can until it is killed, and says on standard
 * output what is done: {@code written PATH CONTENT} or {@code deleted PATH}. Each path belongs to
 * one process.
 */
final class Writers {
  static final int PATHS = 20;

  private Writers() {}

  static FileStore open(Path root, URI receiver, boolean batched) {
    // A kill of the process takes nothing from the system's cache, so syncs would show nothing.
    FileStore files = new LocalFileStore(root.resolve("files"), Durability.NONE);
    EventLog log = new Outbox(root.resolve("outbox.db"));
    List<WebHook> hooks = List.of(Hooks.to(receiver).build());
    return batched
        ? new BatchedWebHookFileStore(files, log, hooks)
        : new WebHookFileStore(files, log, hooks);
  }

  /** Root, receiver, batched or not, the name of this process, and its seed. */
  public static void main(String[] args) {
    FileStore store = open(Path.of(args[0]), URI.create(args[1]), args[2].equals("batched"));
    SplittableRandom random = new SplittableRandom(Long.parseLong(args[4]));
    for (long i = 0; ; i++) {
      String path = args[3] + "/" + random.nextInt(PATHS);
      if (random.nextInt(4) == 0) {
        store.deleteFile(path);
        System.out.println("deleted " + path);
      } else {
        String content = args[4] + "-" + i;
        store.write(path, content);
        System.out.println("written " + path + " " + content);
      }
    }
  }
}
