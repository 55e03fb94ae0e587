package dev.coffer.app.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConnectionException;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ForwardingFileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.ListOptions;
import dev.coffer.OmittedName;
import dev.coffer.app.filter.PathFilter;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FaultyFileStore;
import dev.coffer.testkit.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a deletion that fails is what is known of it. */
class TargetDeletionTest {
  private final FileStore source = new InMemoryFileStore();
  private final FaultyFileStore target = new FaultyFileStore(new InMemoryFileStore());
  private final List<String> told = new ArrayList<>();

  /** Writes down what it hears. */
  private final class Listening implements Journal {
    @Override
    public void copied(String path, long bytes) {}

    @Override
    public void deleted(String path) {
      told.add("deleted " + path);
    }

    @Override
    public void kept(String path) {
      told.add("kept " + path);
    }

    @Override
    public void notSeen(Throwable error) {}

    @Override
    public void undecided(List<String> paths, RuntimeException error) {
      told.add("undecided " + paths);
    }

    @Override
    public void skipped() {}

    @Override
    public void moved(long bytes) {}

    @Override
    public void failed(String path, Throwable error) {
      told.add("failed " + path);
    }

    @Override
    public void unreadable(String path, RuntimeException error) {}

    @Override
    public void omitted(OmittedName name) {}
  }

  @BeforeEach
  void threeFilesAreOver() {
    source.write("mine", "");
    for (String name : new String[] {"a", "b", "c"}) {
      target.write(name, "");
    }
  }

  private void delete() {
    deleting(source).run();
  }

  private TargetDeletion deleting(FileStore from) {
    Sides sides = new Sides(Origin.of(from), target, PathFilter.ALL);
    return new TargetDeletion(sides, false, Long.MAX_VALUE, new Listening(), SilentReport.ALL);
  }

  private void fail(String... paths) {
    target.failBefore(
        Operation.DELETE_FILES,
        1,
        () ->
            FileStoreException.ofAll(
                List.of(paths).stream().map(TargetDeletionTest::error).toList()));
  }

  private static FileStoreException error(String path) {
    return new ConnectionException(new ErrorContext("delete", path, "test"), null, null);
  }

  @Test
  void whatNoFailureNamesIsDeleted() {
    fail("b");
    delete();
    assertThat(told).containsExactlyInAnyOrder("failed b", "deleted a", "deleted c");
  }

  @Test
  void ofACallThatFailsAsAWholeNothingIsKnown() {
    fail("");
    delete();
    assertThat(told).containsExactly("undecided [a, b, c]");
  }

  @Test
  void aFailureOfAnotherPlaceDecidesNothingForTheOthers() {
    fail("b", "elsewhere");
    delete();
    assertThat(told).containsExactly("failed b", "undecided [a, c]");
  }

  @Test
  void anInterruptEndsIt() {
    target.failBefore(
        Operation.DELETE_FILES,
        1,
        () ->
            new InterruptedOperationException(new ErrorContext("delete", "", "test"), null, null));
    assertThatThrownBy(this::delete).isInstanceOf(InterruptedOperationException.class);
    assertThat(told).isEmpty();
  }

  /** A listing that is out of order, or leaves out what is there. */
  @Test
  void whatTheOriginHasIsKeptWhateverItsListingSays() {
    source.write("b", "");
    FileStore forgetful =
        new ForwardingFileStore(source) {
          @Override
          public Stream<Entry> list(FilePath directory, ListOptions options) {
            return super.list(directory, options).filter(e -> !e.path().toString().equals("b"));
          }
        };
    deleting(forgetful).run();
    assertThat(told).containsExactly("kept b", "deleted a", "deleted c");
    assertThat(target.exists("b")).isTrue();
  }
}
