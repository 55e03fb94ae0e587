package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coffer.memory.InMemoryFileStore;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WriteAllTest {
  private static final int CONCURRENCY = 4;

  /** A memory store that serves more calls at once, and fails as a test likes. */
  private static class OpenFileStore extends ForwardingFileStore {
    OpenFileStore(FileStore store) {
      super(store);
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(Set.of(), Long.MAX_VALUE, CONCURRENCY);
    }
  }

  private final FileStore memory = new InMemoryFileStore();
  private final FileStore store = new OpenFileStore(memory);

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> files(int count) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      files.put("d" + i % 3 + "/" + i, utf8("content " + i));
    }
    return files;
  }

  @Test
  void allFilesAreWritten() {
    store.writeAll(files(1000));
    assertThat(memory.walk("")).hasSize(1000);
    assertThat(memory.readString("d0/999")).isEqualTo("content 999");
  }

  @Test
  void noFilesAreNoCall() {
    store.writeAll(Map.of());
    assertThat(memory.list("")).isEmpty();
  }

  @Test
  void everyFailureIsNamedAndTheOtherFilesAreWritten() {
    memory.write("f", "a file");
    memory.write("g", "before");
    FileStore failing =
        new OpenFileStore(memory) {
          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            if (path.toString().equals("g")) {
              throw new PermissionDeniedException(new ErrorContext("write", "g", "m"), null, null);
            }
            return super.write(path, content, options);
          }
        };
    Map<String, byte[]> files = files(100);
    files.put("f/x", utf8("1"));
    files.put("f/y", utf8("1"));
    files.put("g", utf8("after"));
    FileStoreException error =
        catchThrowableOfType(FileStoreException.class, () -> failing.writeAll(files));
    assertThat(error.failures())
        .extracting(FileStoreException::path)
        .containsExactly("f/x", "f/y", "g");
    assertThat(error)
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("2 more failed: f/y, g");
    assertThat(memory.walk("")).hasSize(102);
    assertThat(memory.readString("g")).isEqualTo("before");
  }

  @Test
  void oneFileNamedInTwoWaysIsRefusedBeforeAnythingIsWritten() {
    Map<String, byte[]> files = Map.of("a", utf8("1"), "./a", utf8("2"), "b", utf8("3"));
    assertThatThrownBy(() -> store.writeAll(files)).isInstanceOf(InvalidFilePathException.class);
    assertThat(memory.list("")).isEmpty();
  }

  @Test
  void anIllegalPathIsRefusedBeforeAnythingIsWritten() {
    Map<String, byte[]> files = Map.of("a", utf8("1"), "b/..", utf8("2"));
    assertThatThrownBy(() -> store.writeAll(files)).isInstanceOf(InvalidFilePathException.class);
    assertThat(memory.list("")).isEmpty();
  }

  @Test
  void aClosedStoreIsAnIllegalState() {
    store.close();
    assertThatThrownBy(() -> store.writeAll(files(20))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anErrorThatIsNotTheStoresIsThrownAsItIs() {
    RuntimeException bug = new UnsupportedOperationException("a bug");
    FileStore broken =
        new OpenFileStore(memory) {
          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            throw bug;
          }
        };
    assertThatThrownBy(() -> broken.writeAll(files(20))).isSameAs(bug);
  }

  @Test
  void noMoreFilesAreWrittenAtOnceThanTheStoreServes() {
    AtomicInteger writing = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(CONCURRENCY);
    FileStore counting =
        new OpenFileStore(memory) {
          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            most.accumulateAndGet(writing.incrementAndGet(), Math::max);
            full.countDown();
            Eventually.holds("as many writers as may be", () -> full.getCount() == 0);
            try {
              return super.write(path, content, options);
            } finally {
              writing.decrementAndGet();
            }
          }
        };
    counting.writeAll(files(200));
    assertThat(most).hasValue(CONCURRENCY);
  }

  /** Blocks in every write until its thread is interrupted. */
  private static final class BlockingFileStore extends OpenFileStore {
    final CountDownLatch writing;

    BlockingFileStore(FileStore store, int writers) {
      super(store);
      writing = new CountDownLatch(writers);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      if (path.toString().startsWith("0")) {
        throw new PermissionDeniedException(
            new ErrorContext("write", path.toString(), "m"), null, null);
      }
      try {
        writing.countDown();
        new CountDownLatch(1).await();
        throw new AssertionError("unreachable");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedOperationException(
            new ErrorContext("write", path.toString(), "m"), null, e);
      }
    }
  }

  @Test
  void anInterruptEndsAllWritesThatAreUnderWayAndStartsNoMore() throws Exception {
    BlockingFileStore blocking = new BlockingFileStore(memory, CONCURRENCY);
    Map<String, byte[]> files = files(50);
    files.put("0", utf8("is refused"));
    FutureTask<FileStoreException> outcome =
        new FutureTask<>(
            () -> {
              FileStoreException error =
                  catchThrowableOfType(
                      InterruptedOperationException.class, () -> blocking.writeAll(files));
              assertThat(Thread.currentThread().isInterrupted()).isTrue();
              return error;
            });
    Thread writer = new Thread(outcome, "writer");
    writer.start();
    blocking.writing.await();
    writer.interrupt();
    FileStoreException error = outcome.get(60, TimeUnit.SECONDS);
    assertThat(error.failures()).hasSize(51);
    assertThat(memory.list("")).isEmpty();
  }

  @Test
  void anInterruptDoesNotReachLaterCalls() throws Exception {
    anInterruptEndsAllWritesThatAreUnderWayAndStartsNoMore();
    store.writeAll(files(100));
    assertThat(memory.walk("")).hasSize(100);
  }

  @Test
  void anInterruptBeforehandWritesNothing() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> store.writeAll(files(10)))
        .isInstanceOf(InterruptedOperationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(memory.list("")).isEmpty();
  }
}
