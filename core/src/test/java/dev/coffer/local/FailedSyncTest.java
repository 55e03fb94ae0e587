package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.DeleteOptions;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.FileEvents;
import dev.coffer.event.InMemoryEventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change that was made, and a sync of its directory that failed then. */
class FailedSyncTest {
  private static final String STANDS =
      "the change was made and is visible, but is not certain to survive a power failure";

  @TempDir Path temporary;

  private Path root;

  @BeforeEach
  void makeRoot() throws IOException, InterruptedException {
    assumeTrue(traces(), "strace is not installed or may not trace: no sync can fail here");
    root = Files.createDirectory(temporary.toRealPath().resolve("root"));
    Path directory = Files.createDirectory(root.resolve("d"));
    Files.createFile(directory.resolve("old"));
    Files.createFile(directory.resolve("stays"));
  }

  private static boolean traces() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The first sync of the directory {@code d} fails in this way. */
  private JavaProcess failing(Class<?> program, String error, Object... arguments) {
    List<String> strace =
        List.of("strace", "-f", "-qq", "-o", "/dev/null", "-P", root.resolve("d").toString());
    List<String> injection = List.of("-e", "inject=fsync:error=" + error + ":when=1");
    return JavaProcess.of(program, arguments).under(strace).under(injection).start();
  }

  /** Makes a change, and tells its error and which files there are. */
  static final class Changing {
    public static void main(String[] args) {
      try (FileStore store = new LocalFileStore(Path.of(args[0]))) {
        try {
          change(args[1]).accept(store);
          System.out.println("acknowledged");
        } catch (FileStoreException e) {
          System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        System.out.println(store.list("d"));
      }
    }

    private static Consumer<FileStore> change(String name) {
      return switch (name) {
        case "write" -> store -> store.write("d/new", "new");
        case "copy" -> store -> store.copy("d/old", "d/new");
        case "move" -> store -> store.move("d/old", "d/new");
        case "delete" -> store -> store.deleteFile("d/old");
        default -> FailedSyncTest::deleteIfMatch;
      };
    }
  }

  private static void deleteIfMatch(FileStore store) {
    String etag = store.stat("d/old").orElseThrow().etag();
    store.deleteFile("d/old", DeleteOptions.DEFAULTS.ifMatch(etag));
  }

  @ParameterizedTest
  @CsvSource({
    "write,EIO,'[d/new, d/old, d/stays]'",
    "write,ENOSPC,'[d/new, d/old, d/stays]'",
    "copy,ENOSPC,'[d/new, d/old, d/stays]'",
    "move,ENOSPC,'[d/new, d/stays]'",
    "delete,EDQUOT,'[d/stays]'",
    "deleteIfMatch,ENOSPC,'[d/stays]'",
  })
  void theErrorSaysThatTheChangeStands(String change, String error, String files)
      throws InterruptedException {
    try (JavaProcess process = failing(Changing.class, error, root, change)) {
      assertThat(process.line())
          .startsWith("StorageFailureException: " + change.replace("IfMatch", ""))
          .contains(STANDS, "check the disk");
      assertThat(process.line()).isEqualTo(files);
    }
  }

  /** Tells the events of a write whose directory cannot be synced. */
  static final class Announcing {
    public static void main(String[] args) throws InterruptedException {
      CountDownLatch heard = new CountDownLatch(1);
      FileStore disk = new LocalFileStore(Path.of(args[0]));
      try (FileStore store = new AnnouncingFileStore(disk, new InMemoryEventLog())) {
        FileEvents events = store.unwrap(FileEvents.class).orElseThrow();
        var unused =
            events.subscribe(
                "**",
                event -> {
                  System.out.println(event.type() + " " + event.path());
                  heard.countDown();
                });
        try {
          store.write("d/new", "new");
        } catch (FileStoreException e) {
          heard.await();
        }
      }
    }
  }

  @Test
  void aWriteThatStandsIsAnnouncedThoughTheDiskIsFullForTheSyncOfItsDirectory()
      throws InterruptedException {
    try (JavaProcess process = failing(Announcing.class, "ENOSPC", root)) {
      assertThat(process.line()).endsWith(" d/new");
    }
  }
}
