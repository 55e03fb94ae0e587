package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuedStreamTest {
  private static final byte[] FILE = new byte[10_000];

  static {
    for (int i = 0; i < FILE.length; i++) {
      FILE[i] = (byte) (i * 31);
    }
  }

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
    ContinuedStream.Origin origin =
        new ContinuedStream.Origin() {
          @Override
          public InputStream open(long position, long rest) {
            asked.add(position + "+" + rest);
            return connection(position, (int) Math.min(bytesEach, rest), quietly);
          }

          @Override
          public void check() {}

          @Override
          public RuntimeException failure(IOException cause) {
            return new ConnectionException("read", "a", "test", null, cause);
          }
        };
    InputStream first = connection(offset, (int) Math.min(bytesEach, length), quietly);
    return new ContinuedStream(origin, first, offset, length);
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
    assertThat(read(stream(4000, true, 0, 10_000))).isEqualTo(FILE);
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
  void anotherVersionIsAnErrorAndNotTheRest() {
    ContinuedStream.Origin replaced =
        new ContinuedStream.Origin() {
          @Override
          public InputStream open(long position, long rest) {
            throw new ConflictException("read", "a", "test", null, null);
          }

          @Override
          public void check() {}

          @Override
          public RuntimeException failure(IOException cause) {
            return new IllegalStateException(cause);
          }
        };
    ContinuedStream in = new ContinuedStream(replaced, connection(0, 100, false), 0, 10_000);
    assertThrows(ConflictException.class, in::readAllBytes);
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
