package dev.coffer.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.InMemoryStream;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.RecordingFileStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Streams and listings that break in the middle. */
class ContinuationTest {
  private final VirtualTime time = new VirtualTime();
  private final InMemoryFileStore memory = new InMemoryFileStore();
  private final RecordingFileStore below = new RecordingFileStore(memory);
  private final Breaking breaking = new Breaking(below);
  private final FileStore store =
      new RetryingFileStore(breaking, RetryOptions.DEFAULTS.budget(10_000), time, () -> 0);

  /** Each stream and each listing yields a part, then fails. */
  private static final class Breaking extends ForwardingFileStore {
    private int bytes = Integer.MAX_VALUE;
    private int entries = Integer.MAX_VALUE;
    private int closed;

    Breaking(FileStore delegate) {
      super(delegate);
    }

    private static ConnectionException lost() {
      return new ConnectionException(new ErrorContext("read", "a", "store"), "lost", null);
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      OpenedFile opened = super.read(path, options);
      return new OpenedFile(opened.info(), new BreakingStream(opened.stream()));
    }

    private final class BreakingStream extends FilterInputStream {
      private int left = bytes;

      BreakingStream(InputStream in) {
        super(in);
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 && length > 0) {
          throw lost();
        }
        int read = super.read(buffer, offset, Math.min(length, left));
        left -= Math.max(0, read);
        return read;
      }

      @Override
      public void close() throws IOException {
        closed++;
        super.close();
      }
    }

    @Override
    public Stream<Entry> list(FilePath directory, ListOptions options) {
      int[] left = {entries};
      return super.list(directory, options)
          .peek(
              entry -> {
                if (left[0]-- == 0) {
                  throw lost();
                }
              })
          .onClose(() -> closed++);
    }
  }

  private byte[] write(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    memory.write("a", bytes);
    return bytes;
  }

  @Test
  void aStreamContinuesFromTheByteThatItHasReached() {
    byte[] bytes = write(1000);
    breaking.bytes = 300;
    assertThat(store.readBytes("a")).isEqualTo(bytes);
    assertThat(below.count(Operation.READ)).isEqualTo(4);
    assertThat(breaking.closed).isEqualTo(4);
  }

  @Test
  void aPartContinuesWithinThePart() throws IOException {
    byte[] bytes = write(1000);
    breaking.bytes = 7;
    try (InputStream in = store.open("a", 100, 50)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 100, 150));
    }
    try (InputStream in = store.open("a", 990, 50)) {
      assertThat(in.readNBytes(3)).hasSize(3);
      assertThat(in.skip(2)).isEqualTo(2);
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 995, 1000));
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void aStreamThatBringsNothingAnyMoreFails() throws IOException {
    write(1000);
    breaking.bytes = 10;
    try (InputStream in = store.open("a")) {
      assertThat(in.readNBytes(10)).hasSize(10);
      breaking.bytes = 0;
      assertThrows(ConnectionException.class, () -> in.read());
      breaking.bytes = 1000;
      assertThat(in.readAllBytes()).hasSize(990);
    }
  }

  @Test
  void anotherVersionIsNotPutTogetherWithTheFirst() throws IOException {
    write(1000);
    breaking.bytes = 10;
    try (InputStream in = store.open("a")) {
      assertThat(in.readNBytes(10)).hasSize(10);
      write(1000);
      assertThatThrownBy(in::read)
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("after 10 bytes and the file has changed: read it again");
    }
    try (InputStream in = store.open("a")) {
      assertThat(in.readNBytes(10)).hasSize(10);
      memory.deleteFile("a");
      assertThatThrownBy(in::read).isInstanceOf(ConflictException.class);
    }
  }

  @Test
  void aClosedStreamIsNotOpenedAgain() throws IOException {
    write(1000);
    breaking.bytes = 10;
    InputStream in = store.open("a");
    assertThat(in.readNBytes(10)).hasSize(10);
    breaking.bytes = 0;
    assertThrows(ConnectionException.class, () -> in.read());
    in.close();
    assertThrows(IllegalStateException.class, () -> in.read());
  }

  @Test
  void aListingContinuesAfterItsLastName() {
    List<String> names = IntStream.range(100, 200).mapToObj(i -> "d/" + i).toList();
    names.forEach(name -> memory.write(name, "x"));
    names.forEach(name -> memory.write("d/1" + name.substring(2) + "/x", "x"));
    List<String> children = memory.list("d");
    assertThat(children).hasSize(200);
    breaking.entries = 30;
    assertThat(store.list("d")).isEqualTo(children);
    assertThat(breaking.closed).isEqualTo(7);
    assertThat(store.walk("").map(file -> file.path().toString())).hasSize(200);
  }

  @Test
  void aListingThatWasBegunAnywhereContinues() {
    memory.write("a", "x");
    memory.write("b", "x");
    memory.write("c", "x");
    breaking.entries = 1;
    try (Stream<Entry> entries = store.entries("", ListOptions.DEFAULTS.startAfter("a"))) {
      assertThat(entries.map(entry -> entry.path().toString())).containsExactly("b", "c");
    }
  }

  @Test
  void aListingThatBringsNothingAnyMoreFails() {
    memory.write("a", "x");
    breaking.entries = 0;
    assertThrows(ConnectionException.class, () -> store.list(""));
  }

  @Test
  void whatTheCallerThrowsIsNoFailureOfTheListing() {
    memory.write("a", "x");
    try (Stream<Entry> entries = store.entries("", ListOptions.DEFAULTS)) {
      assertThrows(
          ConnectionException.class,
          () ->
              entries.forEach(
                  entry -> {
                    throw Breaking.lost();
                  }));
    }
    assertThat(below.count(Operation.LIST)).isEqualTo(1);
  }

  @Test
  void aFileThatIsInMemoryNeedsNothingAroundIt() {
    memory.write("a", "x");
    FileStore direct = new RetryingFileStore(memory);
    try (OpenedFile opened = direct.read(FilePath.of("a"), ReadOptions.DEFAULTS)) {
      assertThat(opened.stream()).isInstanceOf(InMemoryStream.class);
    }
  }
}
