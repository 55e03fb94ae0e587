package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.CorruptFileException;
import dev.coffer.FileStore;
import dev.coffer.InvalidRangeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read, whole and in part, and nothing else is ever read. */
@Tag("one-jdk")
class FormatTest {
  private static final int FRAME = 256;
  private static final int SMALL_FRAME = 64;

  static Stream<Arguments> sizes() {
    return Stream.of(CompressionFormat.values())
        .flatMap(
            format ->
                IntStream.of(0, 1, 2, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME, 10_000)
                    .mapToObj(size -> Arguments.of(format, size)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void contentsOfEachSizeAreReadByWhoKnowsNothingOfThem(CompressionFormat format, int size) {
    Stored file = Stored.with(format, FRAME);
    byte[] content = Stored.lines(size, size);
    assertThat(file.store().write(Stored.FILE, content).size()).isEqualTo(size);
    assertThat(file.store().readBytes(Stored.FILE)).isEqualTo(content);
    assertThat(file.reader().readBytes(Stored.FILE)).isEqualTo(content);
    assertThat(file.reader().stat(Stored.FILE).orElseThrow().size()).isEqualTo(size);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void contentsOfUnknownSizeThatAreNotHeldBackAreReadToo(CompressionFormat format, int size)
      throws IOException {
    Stored file = Stored.with(Policies.of(format, FRAME, 0));
    byte[] content = Stored.lines(size, size);
    assertThat(file.store().write(Stored.FILE, new ByteArrayInputStream(content)).size())
        .isEqualTo(size);
    assertThat(file.reader().readBytes(Stored.FILE)).isEqualTo(content);
    assertThat(file.reader().stat(Stored.FILE).orElseThrow().size()).isEqualTo(size);
    try (InputStream part = file.reader().open(Stored.FILE, size / 2, 7)) {
      assertThat(part.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(content, size / 2, Math.min(size, size / 2 + 7)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachRangeIsThatOfTheContent(CompressionFormat format) throws IOException {
    Random random = new Random(7);
    for (int held : new int[] {0, 1 << 20}) {
      Stored file = Stored.with(Policies.of(format, FRAME, held));
      byte[] content = Stored.lines(20 * FRAME + 5, 1);
      file.store().write(Stored.FILE, new ByteArrayInputStream(content));
      FileStore reader = file.reader();
      for (int i = 0; i < 200; i++) {
        int offset = random.nextInt(content.length + 1);
        int length = random.nextInt(5 * FRAME);
        try (InputStream part = (i % 3 == 0 ? file.reader() : reader).open("a", offset, length)) {
          assertThat(part.readAllBytes())
              .isEqualTo(
                  Arrays.copyOfRange(content, offset, Math.min(content.length, offset + length)));
        }
      }
      assertThatThrownBy(() -> reader.open(Stored.FILE, content.length + 1, 1))
          .isInstanceOf(InvalidRangeException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noFlippedBitChangesWhatIsRead(CompressionFormat format) {
    for (int held : new int[] {0, 1 << 20}) {
      Stored file = Stored.with(Policies.of(format, SMALL_FRAME, held));
      byte[] content = Stored.lines(2 * SMALL_FRAME + 5, 3);
      file.store().write(Stored.FILE, new ByteArrayInputStream(content));
      byte[] stored = file.bytes();
      for (int bit = 0; bit < 8 * stored.length; bit++) {
        byte[] damaged = stored.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        assertReadsRightOrNotAtAll(damaged, content, "bit " + bit);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noCutAndNothingAppendedChangesWhatIsRead(CompressionFormat format) {
    for (int held : new int[] {0, 1 << 20}) {
      Stored file = Stored.with(Policies.of(format, SMALL_FRAME, held));
      byte[] content = Stored.lines(2 * SMALL_FRAME + 5, 3);
      file.store().write(Stored.FILE, new ByteArrayInputStream(content));
      byte[] stored = file.bytes();
      for (int length = format.frames().noteStart() + 8; length < stored.length + 20; length++) {
        if (length != stored.length) {
          assertCorrupt(Arrays.copyOf(stored, length), "length " + length);
        }
      }
    }
  }

  private static void assertReadsRightOrNotAtAll(byte[] stored, byte[] content, String what) {
    Stored file = Stored.with(Policies.ZSTD);
    file.below().write(Stored.FILE, stored);
    FileStore reader = file.reader();
    try {
      assertThat(reader.readBytes(Stored.FILE)).as(what).isEqualTo(content);
    } catch (CorruptFileException e) {
      assertThat(e.path()).isEqualTo(Stored.FILE);
    }
    try (InputStream part = file.reader().open(Stored.FILE, SMALL_FRAME - 1, 2)) {
      assertThat(part.readAllBytes())
          .as(what)
          .isEqualTo(Arrays.copyOfRange(content, SMALL_FRAME - 1, SMALL_FRAME + 1));
    } catch (CorruptFileException e) {
      assertThat(e.operation()).isEqualTo("read");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(reader.stat(Stored.FILE).orElseThrow().size())
        .as(what)
        .isIn((long) content.length, (long) stored.length);
  }

  private static void assertCorrupt(byte[] stored, String what) {
    Stored file = Stored.with(Policies.ZSTD);
    file.below().write(Stored.FILE, stored);
    assertThatThrownBy(() -> file.reader().readBytes(Stored.FILE))
        .as(what)
        .isInstanceOf(CorruptFileException.class);
  }

  /** Files that were written once must be read for ever. */
  @ParameterizedTest
  @ValueSource(strings = {ZSTD_FILE, GZIP_FILE})
  void filesOfEarlierReleasesAreRead(String stored) throws IOException {
    Stored file = Stored.with(Policies.ZSTD);
    file.below().write(Stored.FILE, HexFormat.of().parseHex(stored));
    assertThat(file.reader().stat(Stored.FILE).orElseThrow().size()).isEqualTo(21);
    assertThat(file.reader().readString(Stored.FILE)).isEqualTo("a".repeat(20) + "b");
    try (InputStream part = file.reader().open(Stored.FILE, 15, 100)) {
      assertThat(part.readAllBytes()).asString().isEqualTo("aaaaab");
    }
  }

  private static final String ZSTD_FILE =
      "5c2a4d1828000000636f66666572014810000000150000000000000002000000"
          + "90f7d3531500000012000000c8d67c3628b52ffd2410450000106161010032c0"
          + "02692162bc28b52ffd2405290000616161616264e324fb5c2a4d181800000063"
          + "6f666665720146150000000000000002000000ef62f5345e2a4d182900000030"
          + "0000000000000015000000100000001200000005000000200000000000000004"
          + "00000000b1ea928f";

  private static final String GZIP_FILE =
      "1f8b08040000000000ff2c00436f2800636f6666657201481000000015000000"
          + "000000000200000090f7d35321000000230000008637137d0300000000000000"
          + "00001f8b08040000000000ff080043660400210000004b4c440500d568d6cf10"
          + "0000001f8b08040000000000ff080043660400230000004b4c4c4c4c020003c2"
          + "a577050000001f8b08040000000000ff0c00436f080021000000230000000300"
          + "00000000000000001f8b08040000000000ff1c00436f1800636f666665720146"
          + "150000000000000002000000a1839a7f03000000000000000000";
}
