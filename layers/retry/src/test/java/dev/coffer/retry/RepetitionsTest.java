package dev.coffer.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.DeleteOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ForwardingFileStore;
import dev.coffer.PermissionDeniedException;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FaultyFileStore;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.RecordedCall;
import dev.coffer.testkit.RecordingFileStore;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which operations are retried, how often, and which are not. */
class RepetitionsTest {
  private static final RetryOptions USUAL = RetryOptions.DEFAULTS.budget(1000);

  private final VirtualTime time = new VirtualTime();
  private final InMemoryFileStore memory = new InMemoryFileStore();
  private final FaultyFileStore faulty = new FaultyFileStore(memory);
  private final RecordingFileStore below = new RecordingFileStore(faulty);
  private FileStore store = retrying(USUAL);

  private FileStore retrying(RetryOptions options) {
    return new RetryingFileStore(below, options, time, () -> 0.5);
  }

  private static ConnectionException lost() {
    return new ConnectionException(new ErrorContext("any", "path", "store"), "lost", null);
  }

  private RetryStatistics statistics() {
    return store.unwrap(RetryStatistics.class).orElseThrow();
  }

  private void loseBefore(Operation operation, int times) {
    for (int i = 1; i <= times; i++) {
      faulty.failBefore(operation, i, RepetitionsTest::lost);
    }
  }

  private void loseAfter(Operation operation) {
    faulty.failAfter(operation, 1, RepetitionsTest::lost);
  }

  @Test
  void anErrorThatMayPassIsRepeatedAfterARandomTimeThatGrows() {
    store = retrying(USUAL.attempts(6).delays(Duration.ofMillis(100), Duration.ofMillis(500)));
    loseBefore(Operation.STAT, 5);
    assertThat(store.exists("a")).isFalse();
    assertThat(time.slept())
        .extracting(Duration::toMillis)
        .containsExactly(50L, 100L, 200L, 250L, 250L);
    assertThat(statistics().calls()).isEqualTo(1);
    assertThat(statistics().repetitions()).isEqualTo(5);
    assertThat(statistics().inFlight()).isZero();
  }

  @Test
  void afterTheLastAttemptItsErrorIsTheAnswer() {
    loseBefore(Operation.STAT, 3);
    assertThatThrownBy(() -> store.exists("a")).isInstanceOf(ConnectionException.class);
    assertThat(below.count(Operation.STAT)).isEqualTo(3);
  }

  @Test
  void anErrorThatStaysIsNotRepeated() {
    faulty.failBefore(
        Operation.STAT,
        1,
        () -> new PermissionDeniedException(new ErrorContext("stat", "a", "s"), null, null));
    assertThrows(PermissionDeniedException.class, () -> store.exists("a"));
    assertThat(below.count(Operation.STAT)).isEqualTo(1);
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void aWriteOfRepeatableContentIsRepeatedThoughItMayHaveBeenDone() {
    loseAfter(Operation.WRITE);
    store.write("a", "x");
    assertThat(below.count(Operation.WRITE)).isEqualTo(2);
    assertThat(store.readString("a")).isEqualTo("x");
  }

  @Test
  void aStreamIsNotRepeatedOnceItsBytesWereTaken() {
    loseAfter(Operation.WRITE);
    assertThrows(
        ConnectionException.class,
        () -> store.write("a", new ByteArrayInputStream(new byte[] {1})));
    assertThat(below.count(Operation.WRITE)).isEqualTo(1);
  }

  @Test
  void aStreamIsRepeatedAsLongAsNoOneHasAskedForItsBytes() {
    loseBefore(Operation.WRITE, 2);
    store.write("a", new ByteArrayInputStream(new byte[] {1}));
    assertThat(memory.readBytes("a")).containsExactly(1);
  }

  @Test
  void aConditionalWriteIsNotRepeatedIntoAFalseConflict() {
    loseAfter(Operation.WRITE);
    Content content = Content.of("x");
    assertThrows(
        ConnectionException.class,
        () -> store.write("a", content, WriteOptions.DEFAULTS.ifAbsent()));
    assertThat(below.count(Operation.WRITE)).isEqualTo(1);

    String etag = memory.stat("a").orElseThrow().etag();
    loseAfter(Operation.WRITE);
    assertThrows(
        ConnectionException.class,
        () -> store.write("a", content, WriteOptions.DEFAULTS.ifMatch(etag)));
    assertThat(below.count(Operation.WRITE)).isEqualTo(2);
  }

  @Test
  void aConditionalWriteIsRepeatedAsLongAsNoOneHasAskedForItsBytes() {
    loseBefore(Operation.WRITE, 1);
    store.write("a", Content.of("x"), WriteOptions.DEFAULTS.ifAbsent());
    loseBefore(Operation.WRITE, 1);
    assertThrows(
        ConflictException.class,
        () -> store.write("a", Content.of("y"), WriteOptions.DEFAULTS.ifAbsent()));
    assertThat(memory.readString("a")).isEqualTo("x");
  }

  @Test
  void anEmptyContentMayHaveBeenWrittenThoughNoOneAskedForIt() {
    loseBefore(Operation.WRITE, 1);
    assertThrows(
        ConnectionException.class,
        () -> store.write("a", Content.of(""), WriteOptions.DEFAULTS.ifAbsent()));
    assertThat(below.count(Operation.WRITE)).isEqualTo(1);
  }

  @Test
  void aCopyAndADeletionAreRepeated() {
    memory.write("a", "x");
    loseAfter(Operation.COPY);
    store.copy("a", "b");
    loseAfter(Operation.DELETE_FILES);
    store.deleteFile("a");
    assertThat(memory.list("")).containsExactly("b");
    loseAfter(Operation.DELETE_DIRECTORY);
    store.clear();
    assertThat(memory.list("")).isEmpty();
  }

  @Test
  void aMoveIsRepeatedWhileTheSourceIsThere() {
    memory.write("a", "x");
    loseBefore(Operation.MOVE, 2);
    assertThat(store.move("a", "b").path()).hasToString("b");
    assertThat(memory.list("")).containsExactly("b");
  }

  @Test
  void aMoveIsRepeatedWhenNothingElseAnswersEither() {
    memory.write("a", "x");
    loseBefore(Operation.STAT, 1);
    loseBefore(Operation.MOVE, 2);
    assertThat(store.move("a", "b").path()).hasToString("b");
  }

  @Test
  void aMoveWhoseSourceIsGoneMayHaveBeenDone() {
    memory.write("a", "x");
    loseAfter(Operation.MOVE);
    assertThatThrownBy(() -> store.move("a", "b"))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("it may have been moved to b");
    assertThat(memory.list("")).containsExactly("b");
  }

  @Test
  void aMoveWhoseSourceGoesMeanwhileSaysThatItMayHaveBeenDone() {
    memory.write("a", "x");
    FileStore late =
        new ForwardingFileStore(below) {
          private int moves;

          @Override
          public FileInfo move(FilePath source, FilePath target) {
            if (++moves == 1) {
              throw lost();
            }
            memory.move("a", "b");
            return super.move(source, target);
          }
        };
    FileStore over = new RetryingFileStore(late, USUAL, time, () -> 0);
    assertThatThrownBy(() -> over.move("a", "b"))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("it may have been moved to b");
  }

  private DeleteOptions seen(String path) {
    return DeleteOptions.DEFAULTS.ifMatch(memory.stat(path).orElseThrow().etag());
  }

  @Test
  void aDeletionOfAVersionIsRepeated() {
    memory.write("a", "x");
    loseBefore(Operation.DELETE_FILE, 2);
    store.deleteFile("a", seen("a"));
    assertThat(below.count(Operation.DELETE_FILE)).isEqualTo(3);
    assertThat(memory.exists("a")).isFalse();
  }

  @Test
  void aConflictOfTheFirstAttemptIsOne() {
    memory.write("a", "x");
    DeleteOptions seen = seen("a");
    memory.write("a", "y");
    assertThrows(ConflictException.class, () -> store.deleteFile("a", seen));
    assertThat(below.count(Operation.DELETE_FILE)).isEqualTo(1);
  }

  @Test
  void aDeletionOfAVersionWhoseAnswerWasLostIsNeitherASuccessNorAConflict() {
    memory.write("a", "x");
    DeleteOptions seen = seen("a");
    loseAfter(Operation.DELETE_FILE);
    assertThatThrownBy(() -> store.deleteFile("a", seen))
        .isInstanceOf(ConnectionException.class)
        .hasMessageStartingWith("delete a on memory: ")
        .hasMessageContaining("it may have been deleted")
        .hasCauseInstanceOf(ConnectionException.class);
    assertThat(below.count(Operation.DELETE_FILE)).as("a third attempt tells no more").isEqualTo(2);
    assertThat(memory.exists("a")).isFalse();
  }

  @Test
  void aDeletionByOptionsWithoutAConditionIsRepeatedAsAnyOther() {
    memory.write("a", "x");
    loseAfter(Operation.DELETE_FILES);
    store.deleteFile("a", DeleteOptions.DEFAULTS);
    assertThat(memory.exists("a")).isFalse();
  }

  @Test
  void ofADeletionOfManyFilesThoseAreRepeatedThatFailed() {
    FileStore partial =
        new ForwardingFileStore(below) {
          private int calls;

          @Override
          public void deleteFiles(Collection<FilePath> paths) {
            super.deleteFiles(paths);
            if (++calls == 1) {
              throw FileStoreException.ofAll(List.of(failed("b"), failed("d")));
            }
          }

          private ConnectionException failed(String path) {
            return new ConnectionException(new ErrorContext("delete", path, "store"), null, null);
          }
        };
    FileStore over = new RetryingFileStore(partial, USUAL, time, () -> 0);
    over.deleteAll(List.of("a", "b", "c", "d"));
    assertThat(below.calls())
        .containsExactly(
            RecordedCall.of(Operation.DELETE_FILES, "a", "b", "c", "d"),
            RecordedCall.of(Operation.DELETE_FILES, "b", "d"));
  }

  @Test
  void aDeletionWhoseFailureNamesNoneOfItsFilesFailedAsAWhole() {
    loseBefore(Operation.DELETE_FILES, 1);
    memory.write("a", "x");
    memory.write("b", "x");
    store.deleteAll(List.of("a", "b"));
    assertThat(memory.list("")).isEmpty();
  }

  @Test
  void aFileThatWasDeletedAndWrittenAgainIsNotDeletedAgain() {
    FileStore partial =
        new ForwardingFileStore(memory) {
          private int calls;

          @Override
          public void deleteFiles(Collection<FilePath> paths) {
            if (++calls > 1) {
              super.deleteFiles(paths);
              return;
            }
            super.deleteFiles(List.of(FilePath.of("a"), FilePath.of("b")));
            memory.write("a", "written by somebody else");
            throw new ConnectionException(new ErrorContext("delete", "c", "store"), "lost", null);
          }
        };
    memory.write("b", "x");
    memory.write("c", "x");
    new RetryingFileStore(partial, USUAL, time, () -> 0).deleteAll(List.of("a", "b", "c"));
    assertThat(memory.list("")).containsExactly("a");
  }

  @Test
  void aDeletionThatCannotSucceedForSomeIsNotRepeated() {
    faulty.failBefore(
        Operation.DELETE_FILES,
        1,
        () ->
            FileStoreException.ofAll(
                List.of(
                    lost(),
                    new PermissionDeniedException(
                        new ErrorContext("delete", "b", "store"), null, null))));
    assertThrows(ConnectionException.class, () -> store.deleteAll(List.of("a", "b")));
    assertThat(below.count(Operation.DELETE_FILES)).isEqualTo(1);
  }

  @Test
  void aStoreThatRepeatsItselfIsNotRepeated() {
    FileStore remote =
        new ForwardingFileStore(below) {
          @Override
          public Capabilities capabilities() {
            return new Capabilities(Set.of(Capability.REPEATED_REQUESTS), Long.MAX_VALUE, 1);
          }
        };
    FileStore over = new RetryingFileStore(remote, USUAL, time, () -> 0);
    loseBefore(Operation.STAT, 1);
    assertThrows(ConnectionException.class, () -> over.exists("a"));
  }

  @Test
  void theBudgetEndsRepetitionsWhenEverythingFails() {
    store = retrying(RetryOptions.DEFAULTS.budget(20).delays(Duration.ZERO, Duration.ZERO));
    loseBefore(Operation.STAT, 1000);
    for (int i = 0; i < 100; i++) {
      assertThrows(ConnectionException.class, () -> store.exists("a"));
    }
    // Ten to begin with, and one for each five of the calls.
    assertThat(statistics().repetitions()).isBetween(28L, 30L);
    assertThat(statistics().refusedByBudget()).isPositive();
    assertThat(below.count(Operation.STAT)).isLessThanOrEqualTo(130);
  }

  @Test
  void theBudgetGrowsByOneEachSecond() {
    RetryBudget budget = new RetryBudget(20, time);
    for (int i = 0; i < RetryBudget.LEAST; i++) {
      assertThat(budget.spend()).isTrue();
    }
    assertThat(budget.spend()).isFalse();
    time.pass(Duration.ofMillis(2500));
    assertThat(budget.spend()).isTrue();
    assertThat(budget.spend()).isTrue();
    assertThat(budget.spend()).isFalse();
    time.pass(Duration.ofMillis(500));
    assertThat(budget.spend()).isTrue();
    time.pass(Duration.ofHours(1));
    for (int i = 0; i < RetryBudget.LEAST; i++) {
      assertThat(budget.spend()).isTrue();
    }
    assertThat(budget.spend()).isFalse();
  }

  @Test
  void fiveCallsBringOneRepetition() {
    RetryBudget budget = new RetryBudget(20, time);
    while (budget.spend()) {
      // Until nothing is left.
    }
    for (int i = 0; i < 4; i++) {
      budget.earn();
    }
    assertThat(budget.spend()).isFalse();
    budget.earn();
    assertThat(budget.spend()).isTrue();
    assertThat(budget.spend()).isFalse();
  }
}
