package dev.coffer.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.Intent;
import dev.coffer.event.OverflowPolicy;
import dev.coffer.event.PathPattern;
import dev.coffer.local.JavaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("outbox.db");
  }

  private static List<String> paths(FileEventLog log) {
    return log.events(0, 100).stream().map(event -> event.path().toString()).toList();
  }

  @Test
  void theFileIsReadableByItsUserAlone() throws Exception {
    try (Outbox outbox = new Outbox(file())) {
      OutboxRecords.record(outbox, "a");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aFullOutboxForgetsWhatIsDeliveredThenWhatIsDead() {
    try (Outbox outbox = new Outbox(file(), 3, OverflowPolicy.FAIL)) {
      EventQueue queue = outbox.queue("r");
      IntStream.range(0, 3).forEach(i -> OutboxRecords.record(outbox, "" + i));
      List<FileEvent> events = OutboxRecords.take(queue);
      queue.acknowledge(events.subList(1, 2));
      queue.giveUp(List.of(EventQueue.Waiting.first(events.get(0))), "404");
      OutboxRecords.record(outbox, "3");
      assertThat(paths(outbox)).containsExactly("0", "2", "3");
      OutboxRecords.record(outbox, "4");
      assertThat(paths(outbox)).containsExactly("2", "3", "4");
      assertThat(outbox.receivers().get(0).dropped()).isEqualTo(1);
      assertThatThrownBy(() -> OutboxRecords.record(outbox, "5"))
          .isInstanceOf(StorageFullException.class)
          .hasMessageContaining("delete 5 on outbox:")
          .hasMessageContaining("it holds 3 undelivered events");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeletedLogIsNoticedAndLosesNothing(boolean isReplaced) throws Exception {
    Path log = directory.resolve("outbox.db-wal");
    try (Outbox outbox = new Outbox(file())) {
      outbox.queue("r");
      OutboxRecords.record(outbox, "a");
      Path away = Files.move(log, directory.resolve("away"));
      if (isReplaced) {
        Files.copy(away, log);
      }
      Files.delete(away);
      assertThatThrownBy(() -> OutboxRecords.record(outbox, "b"))
          .isInstanceOf(StorageFailureException.class)
          .hasMessageContaining("its write-ahead log was deleted");
    }
    try (Outbox outbox = new Outbox(file())) {
      OutboxRecords.record(outbox, "c");
      assertThat(paths(outbox)).containsExactly("a", "c");
    }
  }

  @Test
  void anEmptiedLogIsNoticedAndWhatFollowsDamagesNothing() throws Exception {
    try (JavaProcess process = JavaProcess.of(Emptying.class, file()).start()) {
      String refusal = "end this process, and all others that use it, and start them again";
      assertThat(process.line()).contains(refusal); // a change
      assertThat(process.line()).contains(refusal); // another store of the process
      process.awaitEnd();
    }
    try (Outbox outbox = new Outbox(file())) {
      OutboxRecords.record(outbox, "c");
      assertThat(paths(outbox)).contains("c").doesNotContain("b");
    }
  }

  /** Empties the log of its own outbox. */
  static final class Emptying {
    private Emptying() {}

    public static void main(String[] words) throws Exception {
      Path file = Path.of(words[0]);
      try (Outbox outbox = new Outbox(file)) {
        outbox.queue("r");
        OutboxRecords.record(outbox, "a");
        List<String> unused = paths(outbox); // waits until it is committed
        Files.write(Path.of(file + "-wal"), new byte[0]);
        say(() -> OutboxRecords.record(outbox, "b"));
      }
      say(() -> new Outbox(file).close());
    }

    private static void say(Runnable refused) {
      try {
        refused.run();
        System.out.println("not refused");
      } catch (FileStoreException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void aLostIndexOfTheLogIsNoticedBeforeTwoProcessesDestroyTheFile() throws Exception {
    try (Outbox outbox = new Outbox(file())) {
      outbox.queue("r");
      OutboxRecords.record(outbox, "a");
      assertThat(paths(outbox)).containsExactly("a"); // committed
      Files.delete(directory.resolve("outbox.db-shm"));
      for (int i = 0; i < 3; i++) {
        String others = "b" + i;
        OtherProcess.record(file(), others);
        assertThatThrownBy(() -> OutboxRecords.record(outbox, "c"))
            .isInstanceOf(StorageFailureException.class)
            .hasMessageContaining("end this process, and all others that use it");
      }
    }
    assertThat(OtherProcess.record(file(), "d")).isEqualTo("[a, b0, b1, b2, d]");
  }

  /** Records an event in another process, which shares no index by itself. */
  static final class OtherProcess {
    private OtherProcess() {}

    /** Returns the paths of all events. */
    static String record(Path file, String path) throws Exception {
      try (JavaProcess process = JavaProcess.of(OtherProcess.class, file, path).start()) {
        String paths = process.line();
        process.awaitEnd();
        return paths;
      }
    }

    public static void main(String[] words) {
      try (Outbox outbox = new Outbox(Path.of(words[0]))) {
        OutboxRecords.record(outbox, words[1]);
        System.out.println(paths(outbox));
      }
    }
  }

  @Test
  void anOutboxThatKeepsNoEventIsRefusedBeforeItsFileIsMade() {
    assertThatThrownBy(() -> new Outbox(file(), 0, OverflowPolicy.DROP_OLDEST))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("keep at least one event");
    assertThat(file()).doesNotExist();
  }

  @Test
  void byChoiceTheOldestAreDroppedAndCounted() {
    try (Outbox outbox = new Outbox(file(), 2, OverflowPolicy.DROP_OLDEST)) {
      outbox.queue("r");
      IntStream.range(0, 5).forEach(i -> OutboxRecords.record(outbox, "" + i));
      assertThat(paths(outbox)).containsExactly("3", "4");
      assertThat(outbox.receivers().get(0).dropped()).isEqualTo(3);
    }
  }

  @Test
  void moreDeadLettersThanATransactionTakesAreReplayedOnce() {
    try (Outbox outbox = new Outbox(file())) {
      EventQueue queue = outbox.queue("r");
      int count = 2_001;
      OutboxRecords.recordTogether(outbox, count);
      List<FileEvent> events =
          Stream.generate(() -> OutboxRecords.take(queue)).limit(3).flatMap(List::stream).toList();
      queue.giveUp(events.stream().map(EventQueue.Waiting::first).toList(), "404");
      assertThat(outbox.replayDead(PathPattern.ALL)).isEqualTo(count);
      assertThat(outbox.deadLetters()).isEmpty();
      assertThat(outbox.receivers().get(0).pending()).isEqualTo(count);
    }
  }

  @Test
  void aFullOutboxTakesChangesAgainAfterADelivery() {
    try (Outbox outbox = new Outbox(file(), 2, OverflowPolicy.FAIL)) {
      EventQueue queue = outbox.queue("r");
      OutboxRecords.record(outbox, "0");
      OutboxRecords.record(outbox, "1");
      assertThatThrownBy(() -> OutboxRecords.record(outbox, "2"))
          .isInstanceOf(StorageFullException.class);
      queue.acknowledge(OutboxRecords.take(queue).subList(0, 1));
      OutboxRecords.record(outbox, "3");
      assertThat(paths(outbox)).containsExactly("1", "3");
    }
  }

  /** As it does if the file of the locks was deleted: it cannot see who lives. */
  @Test
  void aChangeThatAnotherProcessHasSettledMeanwhileIsAnnouncedAsItEnded() throws Exception {
    FilePath path = FilePath.of("a");
    try (Outbox outbox = new Outbox(file())) {
      FileEventLog.Change change =
          outbox.begin(new Intent(FileEvent.Type.WRITTEN, List.of(path), Optional.empty()));
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = other.createStatement()) {
        assertThat(statement.executeUpdate("DELETE FROM intents")).isOne();
      }
      change.confirm(List.of(FileEvent.found(path, Optional.empty(), Instant.EPOCH)));
      assertThat(paths(outbox)).containsExactly("a");
    }
  }

  @Test
  void whatAThreadBeganIsSettledWhenTheOutboxIsClosedUnderIt() {
    Outbox outbox = new Outbox(file());
    FileEventLog.Change change =
        outbox.begin(
            new Intent(FileEvent.Type.WRITTEN, List.of(FilePath.of("a")), Optional.empty()));
    outbox.close();
    change.confirm(List.of());
    try (Outbox next = new Outbox(file())) {
      boolean unused = next.settle(path -> Optional.empty());
      assertThat(paths(next)).containsExactly("a");
    }
  }
}
