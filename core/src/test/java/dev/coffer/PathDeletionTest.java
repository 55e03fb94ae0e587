package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PathDeletionTest {
  /** A remote store, whose deletions of a file and of a directory wait for each other. */
  private static class RemoteStore extends ForwardingFileStore {
    private final CyclicBarrier both = new CyclicBarrier(2);

    RemoteStore() {
      super(new InMemoryFileStore());
    }

    @Override
    public void deleteFiles(Collection<FilePath> paths) {
      meet();
      super.deleteFiles(paths);
    }

    @Override
    public void deleteDirectory(FilePath directory) {
      meet();
      super.deleteDirectory(directory);
    }

    private void meet() {
      try {
        both.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedOperationException(new ErrorContext("delete", "a", name()), null, e);
      } catch (Exception e) {
        throw new IllegalStateException("one came after the other", e);
      }
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(Set.of(), Long.MAX_VALUE, 64);
    }
  }

  @Test
  void aRemoteStoreIsAskedForTheFileAndForTheDirectoryAtOnce() {
    FileStore store = new RemoteStore();
    store.write("a/b", "1");
    store.write("c", "2");
    store.delete("a");
    store.delete("c");
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void bothFailuresAreInTheError() {
    FileStore store =
        new RemoteStore() {
          @Override
          public void deleteFiles(Collection<FilePath> paths) {
            throw new PermissionDeniedException(context(), "the file", null);
          }

          @Override
          public void deleteDirectory(FilePath directory) {
            throw new PermissionDeniedException(context(), "the directory", null);
          }
        };
    assertThatThrownBy(() -> store.delete("a"))
        .isInstanceOfSatisfying(
            PermissionDeniedException.class, e -> assertThat(e.failures()).hasSize(2));
  }

  @Test
  void oneReasonOfBothIsOneFailure() {
    FileStore store = new RemoteStore().readOnly();
    assertThatThrownBy(() -> store.delete("a"))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageNotContaining("more failed");
  }

  @Test
  void aFailureThatIsNotDeclaredIsNotLost() {
    FileStore store =
        new RemoteStore() {
          @Override
          public void deleteFiles(Collection<FilePath> paths) {}

          @Override
          public void deleteDirectory(FilePath directory) {
            throw Undeclared.thrown(new IOException("the directory"));
          }
        };
    assertThatThrownBy(() -> store.delete("a")).hasRootCauseMessage("the directory");
  }

  private static ErrorContext context() {
    return new ErrorContext("delete", "a", "remote");
  }

  @Test
  void anInterruptEndsBothAndStaysSet() {
    FileStore store =
        new RemoteStore() {
          @Override
          public void deleteDirectory(FilePath directory) {
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              throw new InterruptedOperationException(context(), null, e);
            }
          }
        };
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> store.delete("a")).isInstanceOf(InterruptedOperationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
