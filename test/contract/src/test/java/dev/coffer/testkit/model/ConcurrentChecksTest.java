package dev.coffer.testkit.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The checks that run on many threads catch stores that fail them. */
final class ConcurrentChecksTest {
  /** Checks the etag, then writes: two threads that checked at once both write. */
  private static final class CheckThenActFileStore extends ForwardingFileStore {
    private final AtomicInteger conditional = new AtomicInteger();
    private final CyclicBarrier bothChecked = new CyclicBarrier(2);

    CheckThenActFileStore() {
      super(new InMemoryFileStore());
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      if (options.requiredEtag().isPresent() && conditional.incrementAndGet() <= 2) {
        awaitOther();
        return super.write(path, content, options.unconditional());
      }
      return super.write(path, content, options);
    }

    private void awaitOther() {
      try {
        bothChecked.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Acknowledges a conditional write and does nothing. */
  private static final class LosingFileStore extends ForwardingFileStore {
    LosingFileStore() {
      super(new InMemoryFileStore());
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      return options.requiredEtag().isPresent()
          ? stat(path).orElseThrow()
          : super.write(path, content, options);
    }
  }

  /** Deletes the neighbours of a file with it. */
  private static final class WideDeletingFileStore extends ForwardingFileStore {
    WideDeletingFileStore() {
      super(new InMemoryFileStore());
    }

    @Override
    public void deleteDirectory(FilePath directory) {
      super.deleteDirectory(FilePath.of("shared"));
    }
  }

  @Test
  void twoWritesOnOneConditionAreNoticed() {
    ConditionalCounter counter = new ConditionalCounter(new CheckThenActFileStore(), 10);
    assertThatThrownBy(() -> counter.check(2)).isInstanceOf(AssertionError.class);
  }

  @Test
  void aLostIncrementIsNoticed() {
    ConditionalCounter counter = new ConditionalCounter(new LosingFileStore(), 10);
    assertThatThrownBy(() -> counter.check(1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the counter after 1: expected at least that, was 0");
  }

  @Test
  void aStoreThatDeletesInTheDirectoryOfAnotherThreadIsNoticed() {
    FileStore store = new WideDeletingFileStore();
    assertThatThrownBy(() -> new DisjointPrograms(store, 1, 1000).run(4))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("(seed 1)")
        .hasMessageContaining("store.");
  }
}
