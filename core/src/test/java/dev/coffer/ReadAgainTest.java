package dev.coffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.memory.InMemoryFileStore;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole files that another program changes while they are read. */
class ReadAgainTest {
  /** A store whose files change under the first reads. */
  private static final class ChangingStore extends ForwardingFileStore {
    private int changes;
    private int reads;

    ChangingStore(int changes) {
      super(new InMemoryFileStore());
      this.changes = changes;
      write("a", "text");
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      OpenedFile file = super.read(path, options);
      reads++;
      return changes-- > 0 ? new OpenedFile(file.info(), new ChangedStream()) : file;
    }
  }

  private static final class ChangedStream extends InputStream {
    @Override
    public int read() {
      return read(new byte[1], 0, 1);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      throw StorageFailureException.retryable(
          new ErrorContext("read", "a", "store"), "it was changed", null);
    }
  }

  @Test
  void aFileThatChangesWhileItIsReadIsReadAgain() {
    try (ChangingStore store = new ChangingStore(3)) {
      assertThat(store.readString("a")).isEqualTo("text");
      assertThat(store.reads).isEqualTo(4);
    }
  }

  @Test
  void soIsEachOfSeveral() {
    try (ChangingStore store = new ChangingStore(2);
        Stream<byte[]> files = store.readAll(List.of("a", "a"))) {
      assertThat(files).containsExactly("text".getBytes(UTF_8), "text".getBytes(UTF_8));
    }
  }

  /** A store whose files are large when they are opened, and empty once they are read. */
  private static final class EmptiedStore extends ForwardingFileStore {
    private final Set<FilePath> emptied = ConcurrentHashMap.newKeySet();

    EmptiedStore() {
      super(new InMemoryFileStore());
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      OpenedFile file = super.read(path, options);
      if (!emptied.add(path)) {
        return file;
      }
      FileInfo info = file.info();
      FileInfo large =
          new FileInfo(
              path, 4 << 20, info.lastModified(), info.etag(), info.contentType(), Map.of());
      return new OpenedFile(large, new ChangedStream());
    }
  }

  @Test
  @Timeout(60)
  void filesThatAreEmptiedMeanwhileLeaveTheirRoomToOthers() {
    List<String> names = IntStream.range(0, 100).mapToObj(Integer::toString).toList();
    try (EmptiedStore store = new EmptiedStore()) {
      names.forEach(name -> store.write(name, ""));
      try (Stream<byte[]> files = store.readAll(names)) {
        assertThat(files).hasSize(100).allSatisfy(bytes -> assertThat(bytes).isEmpty());
      }
    }
  }

  @Test
  void aFileThatChangesAgainAndAgainIsAnErrorThatIsWorthAnotherTry() {
    try (ChangingStore store = new ChangingStore(1000)) {
      assertThatThrownBy(() -> store.readBytes("a"))
          .isInstanceOf(StorageFailureException.class)
          .satisfies(e -> assertThat(((FileStoreException) e).isRetryable()).isTrue());
      assertThat(store.reads).isLessThan(100);
    }
  }
}
