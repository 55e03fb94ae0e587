package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.delivery.Outbox;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.Intent;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FaultyFileStore;
import dev.coffer.testkit.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The outbox as a disk has it when the power goes: its files are copied away at a step, and opened
 * as the next process would.
 */
class CutPowerTest {
  @TempDir Path directory;

  private final FaultyFileStore below = new FaultyFileStore(new InMemoryFileStore());

  private Path live() {
    return directory.resolve("live/outbox.db");
  }

  /** What is on the disk now. The lock file stays behind: its process is gone. */
  private Outbox afterTheCut() throws Exception {
    Path cut = Files.createTempDirectory(directory, "cut");
    for (String ending : List.of("", "-wal")) {
      Path file = Path.of(live() + ending);
      if (Files.exists(file)) {
        Files.copy(file, cut.resolve("outbox.db" + ending), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return new Outbox(cut.resolve("outbox.db"));
  }

  private List<String> told(Outbox outbox) {
    boolean unused = outbox.settle(below::stat);
    List<String> told =
        outbox.events(0, 100).stream().map(event -> event.type() + " " + event.path()).toList();
    outbox.close();
    return told;
  }

  private static Intent intent(FileEvent.Type type, String path) {
    return new Intent(type, List.of(FilePath.of(path)), Optional.empty());
  }

  @Test
  void afterTheIntentThePathIsAnnouncedAsItIs() throws Exception {
    below.write("a", "old");
    try (FileEventLog log = new Outbox(live())) {
      log.begin(intent(FileEvent.Type.WRITTEN, "a"));
      log.begin(intent(FileEvent.Type.WRITTEN, "b"));
      assertThat(told(afterTheCut())).containsExactly("WRITTEN a", "DELETED b");
    }
  }

  @Test
  void afterTheChangeItIsAnnouncedThoughTheConfirmationIsLost() throws Exception {
    try (FileEventLog log = new Outbox(live())) {
      FileEventLog.Change change = log.begin(intent(FileEvent.Type.WRITTEN, "a"));
      below.write("a", "new");
      Outbox cut = afterTheCut();
      change.confirm(List.of(FileEvent.found(FilePath.of("a"), below.stat("a"), Instant.now())));
      assertThat(told(cut)).containsExactly("WRITTEN a");
    }
  }

  @Test
  void afterAChangeThatReturnedItIsAnnouncedOnce() throws Exception {
    try (FileStore store = new AnnouncingFileStore(below, new Outbox(live()))) {
      store.write("a", "1");
      store.delete("b");
      assertThat(told(afterTheCut())).containsExactlyInAnyOrder("WRITTEN a", "DELETED b");
    }
  }

  @Test
  void whatFailedIsNotAnnounced() throws Exception {
    Outbox outbox = new Outbox(live());
    try (FileStore store = new AnnouncingFileStore(below, outbox)) {
      below.failBefore(
          Operation.WRITE,
          1,
          () -> new ConnectionException(new ErrorContext("write", "a", "test"), null, null));
      assertThatThrownBy(() -> store.write("a", "1")).isInstanceOf(ConnectionException.class);
      assertThat(outbox.events(0, 10)).isEmpty();
      assertThat(told(afterTheCut())).isEmpty();
    }
  }

  @Test
  void aChangeIsNotMadeWhenItsIntentCannotBeNoted() {
    Outbox outbox = new Outbox(live());
    FileStore store = new AnnouncingFileStore(below, outbox);
    outbox.close();
    assertThatThrownBy(() -> store.write("a", "1")).isInstanceOf(IllegalStateException.class);
    assertThat(below.exists("a")).isFalse();
  }
}
