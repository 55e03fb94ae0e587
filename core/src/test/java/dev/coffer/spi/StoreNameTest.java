package dev.coffer.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.local.MountedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreNameTest {
  @ParameterizedTest
  @CsvSource({
    "s3:bucket, s3:bucket, true",
    "s3:bucket, s3:bucket/audit, true",
    "s3:bucket/data, s3:bucket/audit, false",
    "s3:bucket/data, s3:bucket/data2, false",
    "s3:bucket, gs:bucket, false",
    "memory:a, memory:a, true",
    "memory:a, memory:b, false",
    "memory, memory, false",
    "file:/nowhere/a, file:/nowhere/a/b, true",
    "file:/nowhere/a, file:/nowhere/b/../a/c, true",
    "file:/nowhere/a, file:/nowhere/ab, false",
    "file:/nowhere/a, file:/nowhere/a/.coffer/state/trail, false",
    "file:/nowhere/a, file:/nowhere/a/.coffer/trail, true",
    "file:/nowhere/a, memory:a, false"
  })
  void storesOverlapWhenOneLiesInTheOther(String one, String other, boolean expected) {
    assertThat(StoreName.overlap(one, other)).isEqualTo(expected);
    assertThat(StoreName.overlap(other, one)).isEqualTo(expected);
  }

  @Test
  void linksAreFollowed(@TempDir Path folder) throws IOException {
    Path root = Files.createDirectories(folder.resolve("root/inner"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), root);
    assertThat(StoreName.overlap("file:" + folder.resolve("root"), "file:" + link.resolve("new/x")))
        .isTrue();
    assertThat(StoreName.overlap("file:" + folder.resolve("other"), "file:" + link)).isFalse();
  }

  @Test
  @SuppressWarnings("try") // it is mounted meanwhile
  void aDirectoryIsKnownByASecondMountOfIt(@TempDir Path folder) throws IOException {
    Path root = folder.resolve("root");
    Files.createDirectories(root.resolve("inner"));
    Path mount = Files.createDirectory(folder.resolve("mount"));
    try (MountedDisk bound = MountedDisk.bound(root, mount)) {
      assertOverlap("file:" + root, "file:" + mount, true);
      assertOverlap("file:" + root, "file:" + mount.resolve("trail/new"), true);
      assertOverlap("file:" + root.resolve("inner"), "file:" + mount, true);
      assertOverlap("file:" + root.resolve("inner"), "file:" + mount.resolve("other"), false);
      assertOverlap("file:" + root, "file:" + mount.resolve(".coffer/state/trail"), false);
    }
  }

  private static void assertOverlap(String one, String other, boolean expected) {
    assertThat(StoreName.overlap(one, other)).as(other).isEqualTo(expected);
    assertThat(StoreName.overlap(other, one)).as(other).isEqualTo(expected);
  }
}
