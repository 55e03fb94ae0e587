package dev.coffer.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.WriteOptions;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write whose intent is recorded while its content is staged. */
class StagedIntentTest {
  @TempDir private Path root;
  private final SlowLog log = new SlowLog();
  private FileStore store;

  /** Records an intent when somebody waits for it, and keeps how each change ended. */
  private static final class SlowLog extends ForwardingEventLog {
    final List<String> steps = new ArrayList<>();
    Runnable recording = () -> {};

    SlowLog() {
      super(new InMemoryEventLog());
    }

    @Override
    public Supplier<Change> beginning(Intent intent) {
      steps.add("begun");
      Change begun = super.begin(intent);
      return () -> {
        recording.run();
        return (done, unknown) -> {
          steps.add(done.size() + " done, " + unknown.size() + " unknown");
          begun.end(done, unknown);
        };
      };
    }
  }

  private FileStore open(Durability durability) {
    store = new AnnouncingFileStore(new LocalFileStore(root, durability), log);
    return store;
  }

  @AfterEach
  void close() {
    store.close();
  }

  private List<FilePath> announced() {
    return log.events(0, 100).stream().map(FileEvent::path).toList();
  }

  @Test
  void aFileAppearsOnceItsIntentIsRecorded() {
    open(Durability.FULL);
    log.recording = () -> log.steps.add(store.exists("a") ? "there" : "not there");
    store.write("a", "text");
    assertThat(log.steps.subList(0, 2)).containsExactly("begun", "not there");
    assertThat(log.steps).endsWith("1 done, 0 unknown");
    assertThat(announced()).containsExactly(FilePath.of("a"));
  }

  /** A disk would notice it later, where it is not known what became of the file. */
  @Test
  void anInterruptDuringTheWaitIsNoticedBeforeTheFileAppears() {
    open(Durability.FULL);
    log.recording = () -> Thread.currentThread().interrupt();
    assertThrows(InterruptedOperationException.class, () -> store.write("a", "text"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(store.exists("a")).isFalse();
    assertThat(announced()).isEmpty();
  }

  @Test
  void anInterruptAfterTheFileHasAppearedFailsNoWrite() {
    FileStore interrupting =
        new ForwardingFileStore(new LocalFileStore(root, Durability.FULL)) {
          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            FileInfo written = super.write(path, content, options);
            Thread.currentThread().interrupt();
            return written;
          }

          @Override
          public <T> Optional<T> unwrap(Class<T> type) {
            return delegate().unwrap(type);
          }
        };
    store = new AnnouncingFileStore(interrupting, log);
    store.write("a", "text");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(announced()).containsExactly(FilePath.of("a"));
  }

  @Test
  void aFileWhoseIntentCannotBeRecordedIsNotWritten() {
    open(Durability.FULL);
    StorageFullException full =
        new StorageFullException(new ErrorContext("announce", "a", "log"), "make room", null);
    log.recording =
        () -> {
          throw full;
        };
    assertThat(assertThrows(StorageFullException.class, () -> store.write("a", "text")))
        .isSameAs(full)
        .hasNoSuppressedExceptions();
    assertThat(store.exists("a")).isFalse();
    assertThat(log.steps).containsExactly("begun");
    assertThat(announced()).isEmpty();
  }

  /** The outcome is known: nothing was changed. */
  @Test
  void aWriteThatFailsBeforeTheFileAppearsIsWithdrawn() {
    open(Durability.FULL);
    store.write("a", "text");
    log.steps.clear();
    assertThrows(
        StorageFailureException.class,
        () ->
            store.write(
                "b",
                out -> {
                  throw new IOException("a source that ends");
                }));
    assertThrows(
        ConflictException.class, () -> store.write("a", "text", WriteOptions.DEFAULTS.ifAbsent()));
    assertThat(log.steps)
        .containsExactly("begun", "0 done, 0 unknown", "begun", "0 done, 0 unknown");
    assertThat(announced()).containsExactly(FilePath.of("a"));
  }

  /** What syncs nothing is done before another thread has begun. */
  @Test
  void withoutASyncTheIntentIsRecordedBefore() {
    open(Durability.NONE);
    store.write("a", "text");
    assertThat(log.steps).isEmpty();
    assertThat(announced()).containsExactly(FilePath.of("a"));
  }
}
