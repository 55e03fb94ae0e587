package dev.coffer.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFullException;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.Intent;
import dev.coffer.event.OverflowPolicy;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.webhook.Hooks;
import dev.coffer.webhook.WebHookFileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Intents of a process that has ended, in a store that cannot be read. */
@Tag("one-jdk")
class UnsettledIntentsTest {
  @TempDir Path directory;

  private final FileStore files = new InMemoryFileStore();
  private Instant now = Instant.now();

  private Outbox open() {
    return new Outbox(directory.resolve("outbox.db"), 100, OverflowPolicy.FAIL, () -> now);
  }

  @BeforeEach
  void dieInADeletion() {
    files.write("there", "1");
    Outbox outbox = open();
    List<FilePath> paths = List.of(FilePath.of("gone"), FilePath.of("there"));
    FileEventLog.Change change =
        outbox.begin(new Intent(FileEvent.Type.DELETED, paths, Optional.empty()));
    outbox.close();
    change.withdraw(); // too late
  }

  /** As S3 answers who may not list the bucket. */
  private Optional<FileInfo> noneMissing(FilePath path) {
    Optional<FileInfo> found = files.stat(path);
    if (found.isEmpty()) {
      throw new PermissionDeniedException(
          new ErrorContext("stat", path.toString(), "test"), null, null);
    }
    return found;
  }

  private static List<String> told(Outbox outbox) {
    return outbox.events(0, 10).stream().map(event -> event.type() + " " + event.path()).toList();
  }

  @Test
  void whatCanBeSeenIsAnnouncedAndTheRestWhenItCanBe() {
    try (Outbox outbox = open()) {
      boolean unused = outbox.settle(this::noneMissing);
      assertThat(told(outbox)).containsExactly("WRITTEN there");
    }
    try (Outbox outbox = open()) {
      boolean unused = outbox.settle(this::noneMissing);
      now = now.plus(Duration.ofSeconds(1));
      unused = outbox.settle(this::noneMissing);
      assertThat(told(outbox)).as("nothing twice").hasSize(1);
      now = now.plus(Duration.ofSeconds(2));
      unused = outbox.settle(files::stat);
      assertThat(told(outbox)).containsExactly("WRITTEN there", "DELETED gone");
    }
  }

  private static void leave(Outbox outbox, String... names) {
    List<FilePath> paths = Stream.of(names).map(FilePath::of).toList();
    outbox.begin(new Intent(FileEvent.Type.DELETED, paths, Optional.empty())).end(List.of(), paths);
    assertThat(outbox.receivers()).isEmpty(); // it is written
  }

  @Test
  void whatCannotBeSettledTakesRoomUntilItIs() {
    try (Outbox outbox =
        new Outbox(directory.resolve("other.db"), 4, OverflowPolicy.FAIL, () -> now)) {
      leave(outbox, "a", "b");
      leave(outbox, "c", "d");
      assertThatThrownBy(() -> leave(outbox, "e"))
          .isInstanceOf(StorageFullException.class)
          .hasMessageContaining("0 undelivered events and 4 paths that could not be")
          .hasMessageContaining("check the receiver and the store");
      boolean unused =
          outbox.settle(
              path -> {
                if (path.name().equals("a")) {
                  throw new PermissionDeniedException(
                      new ErrorContext("stat", "a", "test"), null, null);
                }
                return Optional.empty();
              });
      leave(outbox, "e"); // the delivered ones make room
      leave(outbox, "f");
      leave(outbox, "g");
      assertThatThrownBy(() -> leave(outbox, "h"))
          .isInstanceOf(StorageFullException.class)
          .hasMessageContaining("4 paths");
    }
  }

  @Test
  void byChoiceTheOldestThatCannotBeSettledAreDropped() {
    Path file = directory.resolve("other.db");
    try (Outbox outbox = new Outbox(file, 2, OverflowPolicy.DROP_OLDEST, () -> now)) {
      Stream.of("a", "b", "c", "d").forEach(name -> leave(outbox, name));
      OutboxRecords.record(outbox, "x");
      boolean unused = outbox.settle(path -> Optional.empty());
      assertThat(told(outbox)).doesNotContain("DELETED a").contains("DELETED d");
    }
  }

  @Test
  @Timeout(60)
  void aStoreThatDoesNotAnswerIsOpenedAndItsChangesAreDelivered() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    FileStore mute =
        new ForwardingFileStore(files) {
          @Override
          public Optional<FileInfo> stat(FilePath path) {
            if (path.name().equals("gone")) {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new PermissionDeniedException(
                    new ErrorContext("stat", "gone", "test"), null, e);
              }
            }
            return super.stat(path);
          }
        };
    try (FakeReceiver receiver = new FakeReceiver();
        FileStore store = new WebHookFileStore(mute, open(), List.of(Hooks.to(receiver).build()))) {
      store.write("new", "1");
      assertThat(receiver.await(1))
          .extracting(request -> request.target())
          .containsExactly("/hook/new");
    }
    try (Outbox outbox = open()) {
      boolean unused = outbox.settle(path -> Optional.empty());
      assertThat(told(outbox)).contains("DELETED gone", "WRITTEN new");
    }
  }
}
