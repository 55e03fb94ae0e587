package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.MIB;
import static dev.coffer.testkit.Samples.bytes;
import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.names;
import static dev.coffer.testkit.Samples.readAll;
import static dev.coffer.testkit.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ContentWriter;
import dev.coffer.FileInfo;
import dev.coffer.InterruptedOperationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** An interrupted call ends with a typed error, keeps the interrupt flag, and does no half work. */
interface InterruptionCases extends StoreUnderTest {
  /** Runs a call that is interrupted, or interrupts itself, and must report that. */
  private static InterruptedOperationException assertInterrupted(Executable call) {
    try {
      InterruptedOperationException e = assertThrows(InterruptedOperationException.class, call);
      assertThat(Thread.currentThread().isInterrupted()).as("the interrupt flag").isTrue();
      return e;
    } finally {
      Thread.interrupted();
    }
  }

  /** The same with the flag set before the call. */
  private static void assertEndsWhenInterrupted(Executable call) {
    assertInterrupted(
        () -> {
          Thread.currentThread().interrupt();
          call.execute();
        });
  }

  /** Interrupts its own thread and continues to write. */
  private static void writeInterrupted(OutputStream out) throws IOException {
    byte[] piece = bytes(100_000);
    out.write(piece);
    Thread.currentThread().interrupt();
    for (int i = 0; i < 100; i++) {
      out.write(piece);
    }
  }

  @Test
  default void anInterruptedWriteEndsAndLeavesNoFile() {
    InterruptedOperationException e =
        assertInterrupted(() -> store().write("d/a", InterruptionCases::writeInterrupted));
    assertThat(e.operation()).isEqualTo("write");
    assertThat(e.path()).isEqualTo("d/a");
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void anInterruptedWriteKeepsTheOldFile() {
    FileInfo old = store().write("a", "old");
    assertInterrupted(() -> store().write("a", InterruptionCases::writeInterrupted));
    assertThat(store().readString("a")).isEqualTo("old");
    assertThat(store().stat("a").orElseThrow().etag()).isEqualTo(old.etag());
  }

  @Test
  default void aWriterThatSwallowsTheErrorPublishesNothing() {
    AtomicBoolean swallowed = new AtomicBoolean();
    ContentWriter stubborn =
        out -> {
          try {
            writeInterrupted(out);
          } catch (RuntimeException | IOException e) {
            swallowed.set(true);
          }
        };
    assertInterrupted(() -> store().write("a", stubborn));
    assertThat(swallowed).isTrue();
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aSourceThatWasInterruptedSetsTheFlag() {
    ContentWriter interrupted =
        out -> {
          out.write(bytes(1000));
          throw new InterruptedIOException("the source was interrupted");
        };
    assertInterrupted(() -> store().write("a", interrupted));
    assertThat(store().exists("a")).isFalse();
  }

  @Test
  default void anInterruptedReadEnds() throws IOException {
    store().write("a", bytes(4 * MIB));
    try (InputStream in = store().open("a")) {
      assertThat(in.readNBytes(10)).hasSize(10);
      assertEndsWhenInterrupted(() -> in.readAllBytes());
    }
    assertThat(readAll(store().open("a"))).hasSize(4 * MIB);
  }

  @Test
  default void anInterruptedReadOfAWholeFileEnds() {
    store().write("a", bytes(4 * MIB));
    assertEndsWhenInterrupted(() -> store().readBytes("a"));
    assertThat(store().readBytes("a")).hasSize(4 * MIB);
  }

  @Test
  default void anInterruptedListingEnds() {
    List<String> names = many("d/", 1100);
    fill(store(), names);
    assertEndsWhenInterrupted(() -> store().list("d"));
    assertEndsWhenInterrupted(() -> Samples.walk(store(), ""));
    assertThat(store().list("d")).isEqualTo(names);
  }

  @Test
  default void anInterruptedDeletionEnds() {
    List<String> names = many("d/", 1100);
    fill(store(), names);
    assertEndsWhenInterrupted(() -> store().deleteAll(names));
    fill(store(), names);
    assertEndsWhenInterrupted(() -> store().deleteDirectory("d"));
    store().deleteDirectory("d");
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void anInterruptedBulkReadEnds() {
    List<String> names = names("d/", 300);
    fill(store(), names);
    try (Stream<byte[]> files = store().readAll(names)) {
      assertEndsWhenInterrupted(() -> files.forEach(file -> {}));
    }
    try (Stream<byte[]> files = store().readAll(names)) {
      assertThat(files).hasSize(300);
    }
  }

  @Test
  default void anInterruptedBulkWriteNamesTheFile() {
    Map<String, byte[]> file = Map.of("a", bytes(MIB));
    InterruptedOperationException e =
        assertInterrupted(
            () -> {
              Thread.currentThread().interrupt();
              store().writeAll(file);
            });
    assertThat(e.path()).isEqualTo("a");
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void noCallSwallowsAnInterrupt() {
    store().write("source", "x");
    store().write("a", "x");
    Calls.all()
        .forEach(
            (name, call) -> {
              store().write("a", utf8("x"));
              store().write("source", "x");
              boolean kept = keepsTheFlag(() -> call.accept(store(), "a"));
              assertThat(kept).as("the interrupt flag after %s", name).isTrue();
            });
    store().write("after", "still works");
    assertThat(store().readString("after")).isEqualTo("still works");
  }

  /** A short call may end or succeed; the flag stays in both. */
  private static boolean keepsTheFlag(Runnable call) {
    Thread.currentThread().interrupt();
    try {
      call.run();
    } catch (InterruptedOperationException e) {
      // Also correct.
    } catch (RuntimeException e) {
      Thread.interrupted();
      throw e;
    }
    return Thread.interrupted();
  }
}
