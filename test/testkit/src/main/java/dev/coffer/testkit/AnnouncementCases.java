package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.DeleteOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which changes are announced, and how. */
interface AnnouncementCases extends LogUnderTest {
  @Test
  default void aWriteIsOneEventWithSizeAndEtag() {
    FileInfo file = store().write("a/b", "four");
    FileEvent event = log().events(0, 10).get(0);
    assertThat(recordedEvents()).containsExactly("written a/b");
    assertThat(event.size()).hasValue(4);
    assertThat(event.etag()).contains(file.etag());
    assertThat(event.id().version()).isEqualTo(7);
    assertThat(event.order()).isPositive();
  }

  @Test
  default void aFileThatArrivedWithoutTheStoreIsAnnouncedAsWritten() {
    FileInfo file = below().write("a/b c", "four");
    assertThat(recordedEvents()).isEmpty();
    assertThat(events().announce("a/b c")).isEqualTo(file);
    FileEvent event = log().events(0, 10).get(0);
    assertThat(recordedEvents()).containsExactly("written a/b c");
    assertThat(event.size()).hasValue(4);
    assertThat(event.etag()).contains(file.etag());
    below().write("a/b c", "longer");
    assertThat(events().announce("a/b c").size()).isEqualTo(6);
    assertThat(recordedEvents()).hasSize(2);
  }

  @Test
  default void whatIsNotThereOrIsNoFileIsNotAnnounced() {
    below().write("d/a", "x");
    for (String path : List.of("a", "d", "d/a/b")) {
      assertThatThrownBy(() -> events().announce(path))
          .isInstanceOf(NotFoundException.class)
          .hasMessageStartingWith("announce " + path + " on ");
    }
    for (String path : List.of("", "d/", "../a", ".coffer/x")) {
      assertThatThrownBy(() -> events().announce(path))
          .isInstanceOf(InvalidFilePathException.class);
    }
    below().failBefore(Operation.STAT, 1, () -> denied("stat", "d/a"));
    assertThatThrownBy(() -> events().announce("d/a"))
        .isInstanceOf(PermissionDeniedException.class);
    assertThat(recordedEvents()).isEmpty();
    store().write("b", "x");
    assertThat(recordedEvents()).containsExactly("written b");
  }

  private static PermissionDeniedException denied(String operation, String path) {
    return new PermissionDeniedException(new ErrorContext(operation, path, "s"), null, null);
  }

  private FileEvents events() {
    return store().unwrap(FileEvents.class).orElseThrow();
  }

  @Test
  default void anAnnouncedFileReachesTheReceivers() {
    try (EventQueue queue = log().queue("one")) {
      below().write("a", "x");
      events().announce("a");
      assertThat(LogUnderTest.take(queue, 1))
          .map(LogUnderTest::describe)
          .containsExactly("written a");
    }
  }

  @Test
  default void nothingIsAnnouncedAfterTheStoreIsClosed() {
    below().write("a", "x");
    FileEvents events = events();
    store().close();
    assertThatThrownBy(() -> events.announce("a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void everyKindOfChangeIsOneEvent() {
    store().write("a", "1");
    store().copy("a", "b");
    store().move("b", "c");
    store().delete("c");
    assertThat(recordedEvents())
        .containsExactly("written a", "copied b from a", "moved c from b", "deleted c");
  }

  @Test
  default void idsAndNumbersRiseWithTime() {
    IntStream.range(0, 20).forEach(i -> store().write("a", "" + i));
    List<FileEvent> events = log().events(0, 100);
    assertThat(events).hasSize(20);
    for (int i = 1; i < events.size(); i++) {
      assertThat(events.get(i).order()).isGreaterThan(events.get(i - 1).order());
      assertThat(events.get(i).id()).isGreaterThan(events.get(i - 1).id());
    }
  }

  @Test
  default void deletingADirectoryIsOneEventPerFile() {
    store().writeAll(Map.of("d/1", new byte[1], "d/e/2", new byte[1], "d2", new byte[1]));
    long before = last();
    store().delete("d");
    assertThat(eventsAfter(before)).containsExactly("deleted d/1", "deleted d/e/2");
    assertThat(store().exists("d2")).isTrue();
  }

  @Test
  default void deletingALargeDirectoryIsOneEventPerFile() {
    int files = 2_345;
    byte[] content = new byte[1];
    IntStream.range(0, files).forEach(i -> below().write("d/" + i, content));
    store().deleteDirectory("d");
    assertThat(recordedEvents()).hasSize(files).doesNotHaveDuplicates();
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void clearingIsOneEventPerFile() {
    store().write("a", "1");
    store().write("b/c", "1");
    long before = last();
    store().clear();
    assertThat(eventsAfter(before)).containsExactly("deleted a", "deleted b/c");
  }

  @Test
  default void deletingNothingIsOneEventOfThatPath() {
    store().delete("nothing/here");
    assertThat(recordedEvents()).containsExactly("deleted nothing/here");
  }

  @Test
  default void deletingAFileOfADirectorysNameIsNoEvent() {
    store().write("d/1", "1");
    long before = last();
    store().deleteFile("d");
    store().deleteAll(List.of("d", "x"));
    assertThat(eventsAfter(before)).containsExactly("deleted x");
  }

  @Test
  default void aDeletionOfAVersionIsOneEventAndAConflictIsNone() {
    DeleteOptions seen = DeleteOptions.DEFAULTS.ifMatch(store().write("a", "1").etag());
    DeleteOptions present = DeleteOptions.DEFAULTS.ifMatch(store().write("a", "2").etag());
    long before = last();
    for (String path : List.of("a", "missing")) {
      assertThatThrownBy(() -> store().deleteFile(path, seen))
          .isInstanceOf(ConflictException.class);
    }
    store().deleteFile("a", present);
    assertThat(eventsAfter(before)).containsExactly("deleted a");
  }

  @Test
  default void aDeletionByOptionsWithoutAConditionIsAnnouncedAsAnyOther() {
    store().write("d/1", "1");
    long before = last();
    store().deleteFile("nothing", DeleteOptions.DEFAULTS);
    store().deleteFile("d", DeleteOptions.DEFAULTS);
    store().deleteFile("d/1", DeleteOptions.DEFAULTS);
    assertThat(eventsAfter(before)).containsExactly("deleted nothing", "deleted d/1");
  }

  @Test
  default void aDeletionOfAVersionWhoseAnswerIsLostIsAnnouncedAsThePathIsFound()
      throws InterruptedException {
    DeleteOptions seen = DeleteOptions.DEFAULTS.ifMatch(below().write("gone", "1").etag());
    below().failAfter(Operation.DELETE_FILE, 1, () -> refused("gone"));
    assertThat(
            eventsOf(
                1,
                () ->
                    assertThatThrownBy(() -> store().deleteFile("gone", seen))
                        .isInstanceOf(ConnectionException.class)))
        .containsExactly("deleted gone");
  }

  @Test
  default void deletingManyIsOneEventEach() {
    store().deleteAll(List.of("a", "b", "a"));
    assertThat(recordedEvents()).containsExactly("deleted a", "deleted b");
  }

  @Test
  default void writingManyIsOneEventEach() {
    store().writeAll(Map.of("a", new byte[1], "b", new byte[1]));
    assertThat(recordedEvents()).containsExactlyInAnyOrder("written a", "written b");
  }

  @Test
  default void aChangeThroughAViewIsAnEventOfTheStoresPath() {
    FileStore view = store().scoped("users/ada");
    view.write("a", "1");
    view.scoped("deep").write("b", "1");
    view.delete("a");
    view.clear();
    assertThat(recordedEvents())
        .containsExactly(
            "written users/ada/a",
            "written users/ada/deep/b",
            "deleted users/ada/a",
            "deleted users/ada/deep/b");
  }

  @Test
  default void aMoveOntoItselfIsNoEvent() {
    store().write("a", "1");
    long before = last();
    store().move("a", "a");
    assertThat(eventsAfter(before)).isEmpty();
  }

  @Test
  default void readingIsNoEvent() {
    below().write("a", "1");
    store().readString("a");
    store().exists("a");
    store().list("");
    assertThat(recordedEvents()).isEmpty();
  }

  @Test
  default void whatFailsIsNoEvent() {
    below().write("a", "1");
    assertThatThrownBy(() -> store().write("a", new byte[1], WriteOptions.DEFAULTS.ifAbsent()))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(
            () ->
                store()
                    .write(
                        "b",
                        out -> {
                          out.write(1);
                          throw new IOException("the source fails");
                        }))
        .isInstanceOf(StorageFailureException.class);
    assertThatThrownBy(() -> store().copy("none", "b")).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> store().move("none", "b")).isInstanceOf(NotFoundException.class);
    failNext(Operation.WRITE);
    assertThatThrownBy(() -> store().write("b", "1"))
        .as("the store has not been given the content")
        .isInstanceOf(ConnectionException.class);
    below().failBefore(Operation.DELETE_FILES, 1, () -> conflict("a"));
    assertThatThrownBy(() -> store().deleteFile("a")).isInstanceOf(ConflictException.class);
    boolean unused = log().settle(below()::stat);
    assertThat(recordedEvents()).isEmpty();
  }

  @Test
  default void aWriteWhoseAnswerIsLostIsAnnounced() throws InterruptedException {
    below().failAfter(Operation.WRITE, 1, () -> refused("a"));
    assertThat(
            eventsOf(
                1,
                () ->
                    assertThatThrownBy(() -> store().write("a", "1"))
                        .isInstanceOf(ConnectionException.class)))
        .containsExactly("written a");
  }

  @Test
  default void aDeletionThatMayHaveBeenMadeIsAnnouncedAsThePathIsFound()
      throws InterruptedException {
    below().write("there", "1");
    failNext(Operation.DELETE_FILES);
    assertThat(
            eventsOf(
                1,
                () ->
                    assertThatThrownBy(() -> store().deleteFile("there"))
                        .isInstanceOf(ConnectionException.class)))
        .containsExactly("written there");
  }

  @Test
  default void aMoveThatLeavesBothFilesIsAnnouncedForBoth() throws InterruptedException {
    below().write("source", "1");
    below().write("target", "1");
    below()
        .failBefore(
            Operation.MOVE,
            1,
            () ->
                new PermissionDeniedException(
                    new ErrorContext("move", "source", "test"), "both are left", null));
    assertThat(
            eventsOf(
                2,
                () ->
                    assertThatThrownBy(() -> store().move("source", "target"))
                        .isInstanceOf(PermissionDeniedException.class)))
        .containsExactly("written target", "written source");
  }

  @Test
  default void ofADeletionThatFailsInPartsTheRestIsAnnounced() {
    below().failBefore(Operation.DELETE_FILES, 1, () -> conflict("b"));
    assertThatThrownBy(() -> store().deleteAll(List.of("a", "b", "c")))
        .isInstanceOf(ConflictException.class);
    assertThat(recordedEvents()).containsExactly("deleted a", "deleted c");
  }

  @Test
  default void ofADeletionThatFailsInPartsWhatMayBeGoneIsAnnouncedAsItIsFound()
      throws InterruptedException {
    below().write("b", "1");
    below().failBefore(Operation.DELETE_FILES, 1, () -> refused("b"));
    assertThat(
            eventsOf(
                3,
                () ->
                    assertThatThrownBy(() -> store().deleteAll(List.of("a", "b", "c")))
                        .isInstanceOf(ConnectionException.class)))
        .containsExactly("deleted a", "deleted c", "written b");
  }

  @Test
  default void whatIsDeletedBelowADirectoryBeforeAFailureIsAnnounced() {
    IntStream.range(0, 1_500).forEach(i -> below().write("d/" + i, new byte[0]));
    below().failBefore(Operation.DELETE_FILES, 2, () -> conflict(""));
    assertThatThrownBy(() -> store().deleteDirectory("d")).isInstanceOf(ConflictException.class);
    long left;
    try (var files = store().walk("d")) {
      left = files.count();
    }
    assertThat(recordedEvents()).hasSize((int) (1_500 - left)).isNotEmpty();
    assertThat(left).isPositive();
  }

  @Test
  default void whatIsReadInAListenerIsWhatWasWritten() {
    store().write("caf\u00e9 \ud83d\ude80 100%/?#", "x".getBytes(StandardCharsets.UTF_8));
    assertThat(recordedEvents()).containsExactly("written caf\u00e9 \ud83d\ude80 100%/?#");
  }

  private void failNext(Operation operation) {
    below().failBefore(operation, 1, () -> refused(""));
  }

  private static ConnectionException refused(String path) {
    return new ConnectionException(new ErrorContext("delete", path, "test"), null, null);
  }

  private static ConflictException conflict(String path) {
    return new ConflictException(new ErrorContext("delete", path, "test"), null, null);
  }

  /** Returns all events after an action, once there are that many. */
  private List<String> eventsOf(int events, Runnable done) throws InterruptedException {
    CountDownLatch heard = new CountDownLatch(events);
    log().listen(event -> heard.countDown());
    done.run();
    assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
    return recordedEvents();
  }

  private long last() {
    List<FileEvent> events = log().events(0, Integer.MAX_VALUE);
    return events.isEmpty() ? 0 : events.get(events.size() - 1).order();
  }

  private List<String> eventsAfter(long order) {
    return log().events(order, Integer.MAX_VALUE).stream().map(LogUnderTest::describe).toList();
  }
}
