package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InodesTest {
  /** A key as the JDK makes it, with numbers as large as some file systems have. */
  private record Key(long device, long inode) {
    @Override
    public int hashCode() {
      return Long.hashCode(device) + Long.hashCode(inode);
    }

    @Override
    public String toString() {
      return "(dev=" + Long.toHexString(device) + ",ino=" + inode + ")";
    }
  }

  @TempDir Path directory;

  @Test
  void theHashOfThisSystemsKeysTellsTheNumber() throws IOException {
    Object rootKey = key(directory);
    assumeThat(rootKey).as("this system has keys").isNotNull();
    Inodes inodes = Inodes.like(rootKey);

    assertThat(inodes.isSummed()).isTrue();
    for (int i = 0; i < 20; i++) {
      Path file = Files.createFile(directory.resolve("f" + i));
      long number = (long) Files.getAttribute(file, "unix:ino");
      assertThat(inodes.number(key(file))).isEqualTo(Integer.toUnsignedLong(Long.hashCode(number)));
    }
  }

  @Test
  void aLongNumberIsFolded() {
    Inodes inodes = Inodes.like(new Key(0xfe00_1234_5678L, 1));

    assertThat(inodes.number(new Key(0xfe00_1234_5678L, 0x1_0000_0001L))).isZero();
    assertThat(inodes.number(new Key(0xfe00_1234_5678L, 0xFFFF_FFFFL))).isEqualTo(0xFFFF_FFFFL);
    assertThat(inodes.number(new Key(0xfe00_1234_5678L, Long.MAX_VALUE)))
        .isEqualTo(0xFFFF_FFFFL ^ 0x7FFF_FFFFL);
  }

  @Test
  void aKeyOfAnotherDeviceHasANumberThatStays() {
    Inodes inodes = Inodes.like(new Key(0xfe00, 7));

    assertThat(inodes.number(new Key(0xfe01, 7))).isEqualTo(8);
    assertThat(inodes.number(new Key(0xfe01, 7))).isEqualTo(8);
  }

  @Test
  void whereTheHashIsSomethingElseTheTextIsRead() {
    Inodes inodes = Inodes.like(textKey("(dev=fe00,ino=4711)"));

    assertThat(inodes.isSummed()).isFalse();
    assertThat(inodes.number(textKey("(dev=fe00,ino=4294967298)"))).isEqualTo(3);
    assertThat(inodes.number(textKey("volume 7, file 12"))).isZero();
  }

  @Test
  void whereThereAreNoKeysThereIsNoNumber() {
    assertThat(Inodes.like(null).number(null)).isZero();
    assertThat(Inodes.like("?").number(null)).isZero();
  }

  private static Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  /** A key whose hash is that of any object. */
  private static Object textKey(String text) {
    return new Object() {
      @Override
      public String toString() {
        return text;
      }
    };
  }
}
