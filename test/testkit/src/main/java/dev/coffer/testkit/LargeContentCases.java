package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.KIB;
import static dev.coffer.testkit.Samples.MIB;
import static dev.coffer.testkit.Samples.bytes;
import static dev.coffer.testkit.Samples.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Files of some MiB, and sizes around those of buffers and parts. */
interface LargeContentCases extends StoreUnderTest {
  @Test
  default void someMebibytesOfUnknownLengthAreStored() {
    byte[] bytes = bytes(11 * MIB + 17);
    assertThat(store().write("a", new ByteArrayInputStream(bytes)).size()).isEqualTo(bytes.length);
    assertThat(store().readBytes("a")).isEqualTo(bytes);
  }

  @Test
  default void someMebibytesOfKnownLengthAreStored() {
    byte[] bytes = bytes(9 * MIB + 1);
    assertThat(store().write("a", bytes).size()).isEqualTo(bytes.length);
    assertThat(readAll(store().open("a"))).isEqualTo(bytes);
  }

  @Test
  default void someMebibytesAreStreamedFromFileToFile() throws IOException {
    byte[] bytes = bytes(6 * MIB);
    store().write("a", bytes);
    try (InputStream in = store().open("a")) {
      store().write("b", in);
    }
    assertThat(store().readBytes("b")).isEqualTo(bytes);
  }

  @Test
  default void someMebibytesOfUnknownLengthReplaceAFile() {
    store().write("a", "old");
    byte[] bytes = bytes(6 * MIB);
    store().write("a", new ByteArrayInputStream(bytes));
    assertThat(store().readBytes("a")).isEqualTo(bytes);
  }

  @Test
  default void sizesAroundBuffersAreExact() {
    for (int edge : new int[] {KIB, 8 * KIB, 16 * KIB, 64 * KIB, Content.BUFFER_SIZE, MIB}) {
      for (int size = edge - 1; size <= edge + 1; size++) {
        byte[] bytes = bytes(size);
        store().write("a", new ByteArrayInputStream(bytes));
        assertThat(store().readBytes("a")).as("%d bytes", size).isEqualTo(bytes);
      }
    }
  }

  @Test
  default void sizesAroundPartsAreExact() {
    for (int size : new int[] {5 * MIB - 1, 5 * MIB, 5 * MIB + 1, 8 * MIB, 8 * MIB + 1}) {
      byte[] bytes = bytes(size);
      store().write("a", new ByteArrayInputStream(bytes));
      assertThat(store().stat("a").orElseThrow().size()).isEqualTo(size);
      assertThat(store().readBytes("a")).as("%d bytes", size).isEqualTo(bytes);
    }
  }

  @Test
  default void aRangeOfALargeFileIsExact() {
    byte[] bytes = bytes(6 * MIB);
    store().write("a", bytes);
    int from = 5 * MIB - 3;
    assertThat(readAll(store().open("a", from, 7)))
        .isEqualTo(Arrays.copyOfRange(bytes, from, from + 7));
    assertThat(readAll(store().open("a", bytes.length - 5, MIB)))
        .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 5, bytes.length));
  }

  @Test
  default void aLargeFileIsCopiedAndMoved() {
    byte[] bytes = bytes(6 * MIB);
    store().write("a", bytes);
    store().copy("a", "b");
    store().move("b", "c");
    assertThat(store().readBytes("c")).isEqualTo(bytes);
  }

  @Test
  default void aWriterMayPushManySmallPieces() {
    byte[] bytes = bytes(200_000);
    store()
        .write(
            "a",
            out -> {
              for (byte b : bytes) {
                out.write(b);
              }
            });
    assertThat(store().readBytes("a")).isEqualTo(bytes);
  }

  @Test
  default void aWriterMayPushOneLargePiece() {
    byte[] bytes = bytes(7 * MIB);
    store().write("a", out -> out.write(bytes));
    assertThat(store().readBytes("a")).isEqualTo(bytes);
  }
}
