package dev.coffer.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.ObservedFileStore;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a view tells of the changes of its store. */
@Timeout(60)
class EventsOfViewsTest {
  private final FileStore below = new InMemoryFileStore();
  private final FileStore store = new AnnouncingFileStore(below, new InMemoryEventLog());
  private final BlockingQueue<FileEvent> heard = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    store.close();
  }

  private FileEvents.Subscription listen(FileStore view, String pattern) {
    return view.unwrap(FileEvents.class).orElseThrow().subscribe(pattern, heard::add);
  }

  private String next() throws InterruptedException {
    FileEvent event = heard.take();
    return event.type()
        + " "
        + event.path()
        + event.source().map(source -> " from " + source).orElse("");
  }

  @Test
  void aViewHearsOfItsOwnFilesByTheirNamesInIt() throws InterruptedException {
    listen(store.scoped("users/ada"), "notes/*");
    store.write("users/bob/notes/1", "1");
    store.write("users/ada2/notes/1", "1");
    store.write("users/ada/other", "1");
    store.write("users/ada/notes/1", "1");
    assertThat(next()).isEqualTo("WRITTEN notes/1");
    assertThat(heard).isEmpty();
  }

  @Test
  void theNameOfADirectoryIsNoPattern() throws InterruptedException {
    listen(store.scoped("a*"), "**");
    store.write("ab/1", "1");
    store.write("a*/2", "1");
    assertThat(next()).isEqualTo("WRITTEN 2");
  }

  @Test
  void whereAFileComesFromOrGoesToOutsideIsNotTold() throws InterruptedException {
    store.write("out/1", "1");
    listen(store.scoped("in"), "**");
    store.copy("out/1", "in/copied");
    store.move("out/1", "in/moved");
    store.move("in/moved", "in/again");
    store.copy("in/again", "out/2");
    store.move("in/again", "out/3");
    assertThat(List.of(next(), next(), next(), next()))
        .containsExactly(
            "WRITTEN copied", "WRITTEN moved", "MOVED again from moved", "DELETED again");
  }

  @Test
  void aViewOfAViewHearsOfLess() throws InterruptedException {
    listen(store.scoped("a").scoped("b"), "**");
    store.write("a/1", "1");
    store.write("a/b/2", "1");
    assertThat(next()).isEqualTo("WRITTEN 2");
  }

  @Test
  void aViewThatIsClosedTellsNothingAnyMore() throws InterruptedException {
    FileStore outer = store.scoped("a");
    FileEvents inner = outer.scoped("b").unwrap(FileEvents.class).orElseThrow();
    listen(outer, "**");
    inner.subscribe("**", heard::add);
    outer.close();
    store.write("a/b/1", "1");
    listen(store, "**");
    store.write("a/b/2", "1");
    assertThat(next()).isEqualTo("WRITTEN a/b/2");
    assertThat(heard).isEmpty();
    assertThatThrownBy(() -> listen(outer, "**")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> inner.subscribe("**", heard::add))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoMayChangeNothingMayListen() throws InterruptedException {
    listen(store.readOnly(), "**");
    store.write("a", "1");
    assertThat(next()).isEqualTo("WRITTEN a");
    listen(store.scoped("d").writeOnce(), "**").close();
    listen(store.writeOnce().scoped("d").readOnly(), "**");
    heard.clear();
    store.write("d/1", "1");
    assertThat(List.of(next(), next())).containsExactlyInAnyOrder("WRITTEN d/1", "WRITTEN 1");
  }

  @Test
  void aViewAnnouncesItsOwnFilesByTheirNamesInIt() throws InterruptedException {
    below.write("users/ada/notes/1", "four");
    listen(store, "**");
    FileStore view = store.scoped("users").scoped("ada");
    FileEvents events = view.unwrap(FileEvents.class).orElseThrow();
    FileInfo announced = events.announce("notes/1");
    assertThat(announced).isEqualTo(view.stat("notes/1").orElseThrow());
    assertThat(next()).isEqualTo("WRITTEN users/ada/notes/1");
    assertThatThrownBy(() -> events.announce("missing"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageStartingWith("announce missing on ");
    assertThatThrownBy(() -> events.announce("../bob/1"))
        .isInstanceOf(InvalidFilePathException.class);
    view.close();
    assertThatThrownBy(() -> events.announce("notes/1")).isInstanceOf(IllegalStateException.class);
    assertThat(heard).isEmpty();
  }

  @Test
  void whoMayWriteNothingAnnouncesNothing() {
    below.write("d/1", "x");
    listen(store, "**");
    for (FileStore view :
        List.of(
            store.readOnly().scoped("d"),
            store.scoped("d").readOnly(),
            store.scoped("d").writeOnce())) {
      FileEvents events = view.unwrap(FileEvents.class).orElseThrow();
      assertThatThrownBy(() -> events.announce("1"))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageStartingWith("announce 1 on ");
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void theLogIsForTheWholeStoreAlone() {
    assertThat(store.scoped("a").unwrap(FileEventLog.class)).isEmpty();
    assertThat(new ObservedFileStore(store).unwrap(FileEventLog.class)).isPresent();
    assertThat(new ObservedFileStore(store).unwrap(FileEvents.class)).isPresent();
  }

  @Test
  void aStoreWithoutEventsGivesViewsNone() {
    try (FileStore plain = new InMemoryFileStore()) {
      assertThat(plain.scoped("a").unwrap(FileEvents.class)).isEmpty();
      assertThat(plain.readOnly().unwrap(FileEvents.class)).isEmpty();
    }
  }
}
