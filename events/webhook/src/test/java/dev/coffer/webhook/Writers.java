package dev.coffer.webhook;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.delivery.Outbox;
import dev.coffer.event.FileEventLog;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A process that changes twenty paths as fast as it can until it is killed, and says on standard
 * output what is done: {@code written PATH CONTENT} or {@code deleted PATH}. Others may change the
 * same paths.
 */
final class Writers {
  static final int PATHS = 20;
  static final Map<String, String> KEYS =
      Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret");

  private Writers() {}

  /** The store without any receiver. */
  static FileStore files(String uri) {
    return FileStores.open(FileStoreConfig.builder().uri(uri).environment(KEYS).build());
  }

  static FileStore open(String uri, Path outbox, URI receiver, boolean batched) {
    FileEventLog log = new Outbox(outbox);
    List<WebHook> hooks = List.of(Hooks.to(receiver).build());
    return batched
        ? new BatchedWebHookFileStore(files(uri), log, hooks)
        : new WebHookFileStore(files(uri), log, hooks);
  }

  /** Store, outbox, receiver, batched or not, the name of this process, and its seed. */
  public static void main(String[] args) {
    FileStore store =
        open(args[0], Path.of(args[1]), URI.create(args[2]), args[3].equals("batched"));
    SplittableRandom random = new SplittableRandom(Long.parseLong(args[5]));
    for (long i = 0; ; i++) {
      String path = "d/" + random.nextInt(PATHS);
      if (random.nextInt(4) == 0) {
        store.deleteFile(path);
        System.out.println("deleted " + path);
      } else {
        String content = args[4] + "-" + args[5] + "-" + i;
        store.write(path, content);
        System.out.println("written " + path + " " + content);
      }
    }
  }
}
