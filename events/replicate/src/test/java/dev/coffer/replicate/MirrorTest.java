package dev.coffer.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whoever is late replaces nothing that was brought meanwhile. */
class MirrorTest {
  private static final FilePath PATH = FilePath.of("a");

  private final FileStore primary = new InMemoryFileStore();
  private final FileStore replica = new InMemoryFileStore();
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

  /** Does something else just before its first write. */
  private final FileStore late =
      new ForwardingFileStore(replica) {
        @Override
        public FileInfo write(FilePath path, Content content, WriteOptions options) {
          meanwhile.getAndSet(() -> {}).run();
          return super.write(path, content, options);
        }
      };

  private Mirror.Outcome bring(FileStore target) {
    return new Mirror(primary, target, false).bring(PATH, 1, false);
  }

  @Test
  void aLateWriteDoesNotReplaceALaterOne() {
    primary.write("a", "old");
    meanwhile.set(
        () -> {
          primary.write("a", "new");
          bring(replica);
        });
    assertThat(bring(late)).isEqualTo(Mirror.Outcome.SAME);
    assertThat(replica.readString("a")).isEqualTo("new");
  }

  @Test
  void aLateWriteDoesNotReplaceAWriteOverAnOlderFile() {
    primary.write("a", "oldest");
    bring(replica);
    primary.write("a", "old");
    meanwhile.set(
        () -> {
          primary.write("a", "new");
          bring(replica);
        });
    bring(late);
    assertThat(replica.readString("a")).isEqualTo("new");
  }

  @Test
  void aLateWriteDoesNotBringADeletedFileBack() {
    primary.write("a", "old");
    meanwhile.set(
        () -> {
          bring(replica);
          primary.deleteFile("a");
          bring(replica);
        });
    assertThat(bring(late)).isEqualTo(Mirror.Outcome.DELETED);
    assertThat(replica.exists("a")).isFalse();
  }

  @Test
  void aDeliveryThatIsRepeatedReadsNothingAgain() {
    primary.write("a", "x");
    assertThat(bring(replica)).isEqualTo(Mirror.Outcome.COPIED);
    assertThat(bring(replica)).isEqualTo(Mirror.Outcome.SAME);
  }

  @Test
  void aPrimaryThatFailsInTheMiddleIsNotAFailureOfTheReplica() {
    primary.write("a", "0123456789");
    FileStore broken =
        new ForwardingFileStore(primary) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            return new OpenedFile(super.read(path, options).info(), new BrokenStream());
          }
        };
    assertThatThrownBy(() -> new Mirror(broken, replica, false).bring(PATH, 1, false))
        .isInstanceOf(UnreadableSource.class)
        .hasCauseInstanceOf(ConnectionException.class);
    assertThat(replica.exists("a")).isFalse();
  }

  /** Gives a byte and fails. */
  private static final class BrokenStream extends InputStream {
    private boolean read;

    @Override
    public int read() throws IOException {
      if (read) {
        throw new ConnectionException(
            new ErrorContext("read", "a", "a store"), "the connection was cut", null);
      }
      read = true;
      return '0';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      bytes[offset] = (byte) read();
      return 1;
    }
  }
}
