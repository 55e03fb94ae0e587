package dev.coffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.memory.InMemoryFileStore;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
