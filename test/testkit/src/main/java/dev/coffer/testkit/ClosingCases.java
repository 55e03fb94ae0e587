package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.bytes;
import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Entry;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import java.io.InputStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A closed store does nothing more. */
interface ClosingCases extends StoreUnderTest {
  @Test
  default void closingTwiceIsNoError() {
    store().write("a", "x");
    store().close();
    store().close();
    store().close();
    assertThrows(IllegalStateException.class, () -> store().readBytes("a"));
  }

  @Test
  default void anUnusedStoreCanBeClosed() {
    store().close();
    assertThrows(IllegalStateException.class, () -> store().exists("a"));
  }

  @Test
  default void manyThreadsMayCloseAtOnce() {
    store().write("a", "x");
    StartedThreads.run(8, member -> store().close());
    assertThrows(IllegalStateException.class, () -> store().readBytes("a"));
  }

  @Test
  default void aCallDuringTheCloseCompletesOrIsRefused() {
    FileStore store = store();
    AtomicBoolean closed = new AtomicBoolean();
    store.write("d/a", "x");
    StartedThreads.run(
        member -> untilClosed(closed, () -> assertThat(store.readString("d/a")).isEqualTo("x")),
        member -> untilClosed(closed, () -> assertThat(store.exists("d/a")).isTrue()),
        member -> untilClosed(closed, () -> assertThat(store.list("d")).startsWith("d/a")),
        member -> untilClosed(closed, () -> store.write("d/b/c", "y")),
        member -> {
          IntStream.range(0, 20).forEach(i -> store.exists("d/a"));
          store.close();
          closed.set(true);
        });
  }

  @Test
  default void anyCallAfterCloseIsRefused() {
    store().write("a", "x");
    store().write("source", "x");
    store().close();
    Calls.all()
        .forEach(
            (name, call) ->
                assertThrows(IllegalStateException.class, () -> call.accept(store(), "a"), name));
    assertThrows(IllegalStateException.class, () -> store().clear(), "clear");
  }

  @Test
  default void aBulkCallWithNothingToDoIsRefusedAfterClose() {
    store().close();
    assertRefused(store());
  }

  private static void assertRefused(FileStore closed) {
    assertThrows(IllegalStateException.class, () -> closed.readAll(List.of("a")));
    assertThrows(IllegalStateException.class, () -> closed.readAll(List.of()));
    assertThrows(IllegalStateException.class, () -> closed.readAllPresent(List.of()));
    assertThrows(IllegalStateException.class, () -> closed.writeAll(Map.of()));
    assertThrows(IllegalStateException.class, () -> closed.deleteAll(List.of()));
    assertThrows(IllegalStateException.class, closed::capabilities);
  }

  @Test
  default void anOpenStreamFailsAfterClose() throws Exception {
    store().write("a", bytes(400_000));
    try (InputStream in = store().open("a")) {
      assertThat(in.readNBytes(10)).hasSize(10);
      store().close();
      assertThrows(IllegalStateException.class, () -> in.read());
      assertThrows(IllegalStateException.class, () -> in.read(new byte[100]));
      assertThrows(IllegalStateException.class, () -> in.readAllBytes());
    }
  }

  @Test
  default void anUnreadStreamFailsAfterClose() throws Exception {
    store().write("a", "x");
    try (InputStream in = store().open("a")) {
      store().close();
      assertThrows(IllegalStateException.class, () -> in.read());
    }
  }

  @Test
  default void anOpenListingFailsAfterClose() {
    fill(store(), names("d/", 50));
    try (Stream<Entry> entries = store().entries("d", ListOptions.DEFAULTS.pageSize(1))) {
      Iterator<Entry> iterator = entries.iterator();
      iterator.next();
      store().close();
      assertThrows(IllegalStateException.class, () -> iterator.forEachRemaining(entry -> {}));
    }
  }

  @Test
  default void anOpenReadAllFailsAfterClose() {
    store().write("d/a", "x");
    // More than any store reads ahead.
    try (Stream<byte[]> files = store().readAll(Collections.nCopies(10_000, "d/a"))) {
      Iterator<byte[]> iterator = files.iterator();
      iterator.next();
      store().close();
      assertThrows(IllegalStateException.class, () -> iterator.forEachRemaining(file -> {}));
    }
  }

  @Test
  default void aViewFailsWhenItsStoreIsClosed() {
    store().write("d/a", "x");
    FileStore view = store().scoped("d");
    store().close();
    assertThrows(IllegalStateException.class, () -> view.readBytes("a"));
    assertThrows(IllegalStateException.class, () -> view.write("a", "y"));
    assertThrows(IllegalStateException.class, () -> view.list(""));
  }

  @Test
  default void closingAViewLeavesItsStoreOpen() {
    FileStore view = store().scoped("d");
    view.write("a", "x");
    view.close();
    view.close();
    assertThat(store().readString("d/a")).isEqualTo("x");
  }

  @Test
  default void anyCallOnAClosedViewIsRefused() {
    FileStore view = store().scoped("d");
    view.write("a", "x");
    view.close();
    Calls.all()
        .forEach(
            (name, call) ->
                assertThrows(IllegalStateException.class, () -> call.accept(view, "a"), name));
    assertThrows(IllegalStateException.class, () -> view.clear());
    assertRefused(view);
    assertThat(store().readString("d/a")).isEqualTo("x");
  }

  @Test
  default void aStreamOfAViewFailsAfterTheViewsClose() throws Exception {
    FileStore view = store().scoped("d");
    view.write("a", bytes(400_000));
    try (InputStream in = view.open("a")) {
      assertThat(in.readNBytes(10)).hasSize(10);
      view.close();
      assertThrows(IllegalStateException.class, () -> in.read());
    }
  }

  /** Repeats a call; at the latest the one that begins after the close is refused. */
  private static void untilClosed(AtomicBoolean closed, Runnable call) {
    assertThrows(
        IllegalStateException.class,
        () -> {
          while (!closed.get()) {
            call.run();
          }
          call.run();
        });
  }

  @Test
  default void aClosedStoreStillHasAName() {
    String name = store().toString();
    store().close();
    assertThat(store().toString()).isEqualTo(name);
  }
}
