package dev.coffer.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A part of a file that is in memory, as a stream. */
class InMemoryStreamTest {
  private static final byte[] BYTES = {0, 1, 2, (byte) 0xFF, 4, 5};

  private final AtomicBoolean closed = new AtomicBoolean();

  /** The second to the fourth byte, of a store that can be closed. */
  private final InMemoryStream stream =
      new InMemoryStream(
          BYTES,
          1,
          3,
          () -> {
            if (closed.get()) {
              throw new IllegalStateException("the store is closed");
            }
          });

  @Test
  void itGivesThePartAndNoMore() throws IOException {
    assertThat(stream.readAllBytes()).containsExactly(1, 2, 0xFF);
    assertThat(stream.read()).isEqualTo(-1);
    assertThat(stream.read(new byte[1], 0, 1)).isEqualTo(-1);
    assertThat(stream.read(new byte[1], 0, 0)).isZero();
  }

  @Test
  void aByteIsReadWithoutItsSign() throws IOException {
    stream.skipNBytes(2);
    assertThat(stream.read()).isEqualTo(0xFF);
  }

  @Test
  void itTellsHowMuchIsLeft() {
    assertThat(stream.available()).isEqualTo(3);
    assertThat(stream.skip(-1)).isZero();
    assertThat(stream.skip(2)).isEqualTo(2);
    assertThat(stream.available()).isEqualTo(1);
    assertThat(stream.skip(Long.MAX_VALUE)).isEqualTo(1);
    assertThat(stream.available()).isZero();
  }

  @Test
  void whatTheReaderDoesToItsBytesChangesNothing() {
    byte[] first = new byte[1];
    assertThat(stream.read(first, 0, 1)).isEqualTo(1);
    first[0] = 99;
    assertThat(BYTES).containsExactly(0, 1, 2, 0xFF, 4, 5);
  }

  @Test
  void aPlaceOutsideOfTheBufferIsRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> stream.read(new byte[2], 1, 2));
    assertThat(stream.available()).isEqualTo(3);
  }

  @Test
  void itIsNotReadAfterItsClose() {
    stream.close();
    stream.close();
    assertThrows(IllegalStateException.class, stream::read);
    assertThrows(IllegalStateException.class, () -> stream.read(new byte[1], 0, 1));
    assertThrows(IllegalStateException.class, () -> stream.skip(1));
    assertThrows(IllegalStateException.class, stream::available);
  }

  @Test
  void itIsNotReadAfterTheCloseOfItsStore() {
    assertThat(stream.read()).isEqualTo(1);
    closed.set(true);
    assertThrows(IllegalStateException.class, stream::read);
    assertThrows(IllegalStateException.class, () -> stream.read(new byte[1], 0, 1));
    assertThrows(IllegalStateException.class, () -> stream.skip(1));
    assertThrows(IllegalStateException.class, stream::available);
  }
}
