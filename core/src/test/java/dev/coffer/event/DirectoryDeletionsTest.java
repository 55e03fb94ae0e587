package dev.coffer.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.ForwardingFileStore;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is changed below a directory while that is being deleted. */
class DirectoryDeletionsTest {
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final Below below = new Below();
  private final AnnouncingFileStore store = new AnnouncingFileStore(below, log);

  /** A store that does something just before or after it deletes what no listing showed. */
  private static final class Below extends ForwardingFileStore {
    final Map<String, Runnable> before = new ConcurrentHashMap<>();
    final Map<String, Runnable> after = new ConcurrentHashMap<>();
    Runnable written = () -> {};

    Below() {
      super(new InMemoryFileStore());
    }

    private static void once(Map<String, Runnable> deeds, FilePath path) {
      Runnable deed = deeds.remove(path.toString());
      if (deed != null) {
        deed.run();
      }
    }

    @Override
    public void deleteDirectory(FilePath directory) {
      once(before, directory);
      super.deleteDirectory(directory);
      once(after, directory);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      FileInfo file = super.write(path, content, options);
      written.run();
      return file;
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private List<String> told() {
    return log.events(0, 100).stream().map(event -> event.type() + " " + event.path()).toList();
  }

  @Test
  void aFileThatIsTakenAfterTheListingIsAnnouncedAsDeleted() {
    below.before.put("d", () -> store.write("d/late", "1"));
    store.deleteDirectory("d");
    assertThat(store.exists("d/late")).isFalse();
    assertThat(told()).containsExactly("WRITTEN d/late", "DELETED d/late");
  }

  @Test
  void aFileThatIsWrittenAfterTheDeletionStaysAnnounced() {
    store.write("d/a", "1");
    below.after.put("d", () -> store.write("d/a", "2"));
    store.deleteDirectory("d");
    assertThat(store.readString("d/a")).isEqualTo("2");
    assertThat(told()).containsExactly("WRITTEN d/a", "DELETED d/a", "WRITTEN d/a");
  }

  @Test
  void ofSeveralChangesOfAPathTheLastOneTellsWhatIsThere() {
    below.before.put(
        "d",
        () -> {
          store.write("d/a", "1");
          store.delete("d/a");
          store.write("d/a", "2");
          store.copy("d/a", "d/b");
          store.move("d/a", "kept");
        });
    store.deleteDirectory("d");
    assertThat(store.list("")).containsExactly("kept");
    assertThat(told())
        .containsExactly(
            "WRITTEN d/a", "DELETED d/a", "WRITTEN d/a", "COPIED d/b", "DELETED d/b", "MOVED kept");
  }

  @Test
  void whatIsElsewhereIsAnnouncedAtOnce() {
    below.before.put(
        "d",
        () -> {
          store.write("d2", "1");
          assertThat(told()).containsExactly("WRITTEN d2");
        });
    store.deleteDirectory("d");
  }

  @Test
  void aDeletionWithinAnotherLeavesTheLastWordToTheOuterOne() {
    below.before.put("d", () -> store.deleteDirectory("d/e"));
    below.after.put("d/e", () -> store.write("d/e/late", "1"));
    store.deleteDirectory("d");
    assertThat(store.exists("d/e/late")).isFalse();
    assertThat(told()).containsExactly("WRITTEN d/e/late", "DELETED d/e/late");
  }

  @Test
  void aWriteThatReturnsAfterTheDeletionIsFollowedByWhatIsFound() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch deleted = new CountDownLatch(1);
    CountDownLatch heard = new CountDownLatch(3);
    log.listen(event -> heard.countDown());
    below.written =
        () -> {
          written.countDown();
          await(deleted);
        };
    Thread writer = new Thread(() -> store.write("d/slow", "1"));
    writer.start();
    await(written);
    store.deleteDirectory("d");
    deleted.countDown();
    writer.join();
    await(heard);
    assertThat(store.exists("d/slow")).isFalse();
    assertThat(told()).containsExactly("DELETED d/slow", "WRITTEN d/slow", "DELETED d/slow");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
