package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coffer.memory.InMemoryFileStore;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WriteGroupTest {
  /** A store that leaves a step for each directory to the end of a group. */
  private static final class Settling extends ForwardingFileStore {
    final AtomicInteger steps = new AtomicInteger();
    final String failing;

    Settling(String failing) {
      super(new InMemoryFileStore());
      this.failing = failing;
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      FilePath directory = path.parent().orElseThrow();
      options.group().ifPresent(group -> group.atEnd(path, directory, () -> settle(directory)));
      return super.write(path, content, options);
    }

    private void settle(FilePath directory) {
      steps.incrementAndGet();
      if (directory.toString().equals(failing)) {
        throw new StorageFailureException(
            new ErrorContext("write", failing, toString()), "no sync", null);
      }
    }
  }

  private static final byte[] BYTES = {1};

  @Test
  void whatSeveralWritesLeaveToTheEndIsDoneOnce() {
    Settling store = new Settling("");
    store.writeAll(Map.of("a/1", BYTES, "a/2", BYTES, "b/1", BYTES));
    assertThat(store.steps).hasValue(2);
  }

  @Test
  void everyFileWhoseEndFailsIsNamedAndNoOther() {
    Settling store = new Settling("a");
    StorageFailureException failure =
        catchThrowableOfType(
            StorageFailureException.class,
            () -> store.writeAll(Map.of("a/1", BYTES, "a/2", BYTES, "b/1", BYTES)));
    assertThat(failure.failures())
        .extracting(FileStoreException::path)
        .containsExactly("a/1", "a/2");
    assertThat(failure)
        .hasMessageContaining("not certain to survive")
        .hasMessageContaining("no sync");
    assertThat(failure.getCause()).isInstanceOf(StorageFailureException.class);
  }

  @Test
  void aSingleWriteIsOfNoGroup() {
    Settling store = new Settling("");
    store.write("a/1", "x");
    assertThat(store.steps).hasValue(0);
    assertThat(WriteOptions.DEFAULTS.group()).isEmpty();
  }

  @Test
  void aGroupStaysWithOptionsUntilItIsTakenOff() {
    WriteGroup group = new WriteGroup();
    WriteOptions options =
        WriteOptions.DEFAULTS.in(group).contentType("text/plain").metadata("k", "v");
    assertThat(options.ifAbsent().group()).contains(group);
    assertThat(options.ifMatch("e").unconditional().group()).contains(group);
    assertThat(options.ungrouped().group()).isEmpty();
    assertThat(options.ungrouped().contentType()).contains("text/plain");
  }
}
