package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class ContinuedStreamTest {
  private static final ErrorContext CONTEXT = new ErrorContext("read", "a", "test");
  private static final byte[] FILE = new byte[1_000_000];

  static {
    for (int i = 0; i < FILE.length; i++) {
      FILE[i] = (byte) (i * 31);
    }
  }

  private static final ContinuedStream.Origin NOWHERE =
      new ContinuedStream.Origin() {
        @Override
        public ErrorContext context() {
          return CONTEXT;
        }

        @Override
        public InputStream open(long position, long length) {
          throw new AssertionError("nothing was lost");
        }

        @Override
        public void check() {}

        @Override
        public RuntimeException failure(IOException cause) {
          return new IllegalStateException(cause);
        }
      };

  private final List<String> asked = new ArrayList<>();
  private int closed;

  /** A connection that breaks after some bytes, or ends too early. */
  private InputStream connection(long from, int bytes, boolean quietly) {
    return new InputStream() {
      private final InputStream in = new ByteArrayInputStream(FILE, (int) from, bytes);

      @Override
      public int read() throws IOException {
        return in.read();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read < 0 && !quietly) {
          throw new IOException("reset");
        }
        return read;
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }

  private ContinuedStream stream(int bytesEach, boolean quietly, long offset, long length) {
    return stream(bytesEach, quietly, offset, length, () -> 0);
  }

  private ContinuedStream stream(
      int bytesEach, boolean quietly, long offset, long length, LongSupplier clock) {
    ContinuedStream.Origin origin =
        new ContinuedStream.Origin() {
          @Override
          public ErrorContext context() {
            return CONTEXT;
          }

          @Override
          public InputStream open(long position, long rest) {
            asked.add(position + "+" + rest);
            return connection(position, (int) Math.min(bytesEach, rest), quietly);
          }

          @Override
          public void check() {}

          @Override
          public RuntimeException failure(IOException cause) {
            return new ConnectionException(CONTEXT, null, cause);
          }
        };
    InputStream first = connection(offset, (int) Math.min(bytesEach, length), quietly);
    return new ContinuedStream(origin, first, offset, length, clock);
  }

  @Test
  void aLostConnectionIsContinuedWhereItWas() {
    ContinuedStream in = stream(3000, false, 1000, 8000);
    assertThat(read(in)).isEqualTo(Arrays.copyOfRange(FILE, 1000, 9000));
    assertThat(asked).containsExactly("4000+5000", "7000+2000");
    assertThat(closed).isEqualTo(3);
  }

  @Test
  void anEndThatComesTooEarlyIsALostConnection() {
    assertThat(read(stream(4000, true, 0, 10_000))).isEqualTo(Arrays.copyOf(FILE, 10_000));
    assertThat(asked).containsExactly("4000+6000", "8000+2000");
  }

  private static byte[] read(ContinuedStream in) {
    try (in) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void itGivesUpWhenNoConnectionBringsAByte() {
    ContinuedStream in = stream(0, false, 0, 10);
    assertThrows(ConnectionException.class, () -> in.read(new byte[10], 0, 10));
    assertThat(asked).hasSize(5);
  }

  @Test
  void itGivesUpWhenEachConnectionBringsNextToNothing() {
    ContinuedStream in = stream(100, false, 0, FILE.length);
    assertThrows(ConnectionException.class, in::readAllBytes);
    assertThat(asked).hasSize(5);
  }

  @Test
  void itGoesOnAsLongAsEachConnectionBringsSomething() {
    assertThat(read(stream(64 << 10, false, 0, FILE.length))).isEqualTo(FILE);
    assertThat(asked).hasSize(FILE.length / (64 << 10));
  }

  @Test
  void aConnectionThatEndedWhileTheCallerRestedDoesNotCount() throws IOException {
    AtomicLong clock = new AtomicLong();
    try (ContinuedStream in = stream(1000, false, 0, 8000, clock::get)) {
      for (int i = 0; i < 8; i++) {
        assertThat(in.readNBytes(1000)).hasSize(1000);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(6));
      }
    }
    assertThat(asked).hasSize(7);
  }

  @Test
  void anErrorWhileASmallPartIsReadClosesTheConnection() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("for a test");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            throw new OutOfMemoryError("for a test");
          }

          @Override
          public void close() {
            closed++;
          }
        };
    assertThrows(OutOfMemoryError.class, () -> PartRead.of(NOWHERE, failing, 0, 10));
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void anotherVersionIsAnErrorAndNotTheRest() {
    ContinuedStream.Origin replaced =
        new ContinuedStream.Origin() {
          @Override
          public ErrorContext context() {
            return CONTEXT;
          }

          @Override
          public InputStream open(long position, long rest) throws IOException {
            throw new ReplacedException(null);
          }

          @Override
          public void check() {}

          @Override
          public RuntimeException failure(IOException cause) {
            return new IllegalStateException(cause);
          }
        };
    ContinuedStream in = new ContinuedStream(replaced, connection(0, 100, false), 0, 10_000);
    ConflictException e = assertThrows(ConflictException.class, in::readAllBytes);
    assertThat(e).hasMessageContaining("read a on test").hasMessageContaining("read it again");
  }

  @Test
  void anEmptyPartMakesNoRequest() throws IOException {
    assertThat(PartRead.open(NOWHERE, 10, 0).read()).isEqualTo(-1);
  }

  @Test
  void aClosedStreamGivesNothing() {
    ContinuedStream in = stream(100, false, 0, 100);
    in.close();
    in.close();
    assertThat(closed).isEqualTo(1);
    assertThrows(IllegalStateException.class, () -> in.read(new byte[1], 0, 1));
  }
}
