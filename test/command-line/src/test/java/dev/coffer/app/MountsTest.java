package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Two directories of tables of mounts that are not those of this machine. */
class MountsTest {
  private static final String ROOT = "1 0 8:1 / / rw - ext4 /dev/sda rw\n";

  private static boolean overlap(String table, String one, String other) {
    boolean there = Mounts.of(table).overlap(Path.of(one), Path.of(other));
    boolean back = Mounts.of(table).overlap(Path.of(other), Path.of(one));
    assertThat(back).isEqualTo(there);
    return there;
  }

  @Test
  void withoutATableNothingIsKnown() {
    assertThat(overlap("", "/a", "/a")).isFalse();
  }

  @Test
  void directoriesOfOneMountOverlapIfOneHoldsTheOther() {
    assertThat(overlap(ROOT, "/a", "/a/b")).isTrue();
    assertThat(overlap(ROOT, "/a", "/")).isTrue();
    assertThat(overlap(ROOT, "/a", "/ab")).isFalse();
  }

  @Test
  void aMountBelowADirectoryIsShownByIt() {
    String table = ROOT + "2 1 8:1 /a /b/x\\040y rw - ext4 /dev/sda rw\n";
    assertThat(overlap(table, "/a", "/b")).isTrue();
    assertThat(overlap(table, "/a/sub", "/b")).isTrue();
    assertThat(overlap(table, "/a", "/b/x")).isFalse();
    assertThat(overlap(table, "/c", "/b")).isFalse();
  }

  @Test
  void aMountBelowAMountIsShownByBoth() {
    String table = ROOT + "2 1 8:2 / /b rw - ext4 x rw\n3 2 8:1 /a /b/c/x rw - ext4 x rw\n";
    assertThat(overlap(table, "/a", "/b")).isTrue();
    assertThat(overlap(table, "/a", "/b/c")).isTrue();
    assertThat(overlap(table, "/a", "/b/d")).isFalse();
  }

  @Test
  void oneFileSystemBelowBothIsShownByBoth() {
    String table = ROOT + "2 1 0:9 / /a/x rw - tmpfs t rw\n3 1 0:9 /sub /b/y rw - tmpfs t rw\n";
    assertThat(overlap(table, "/a", "/b")).isTrue();
  }

  @Test
  void aMountThatAnotherCoversIsNotShown() {
    String table = ROOT + "2 1 8:1 /a /b/x rw - ext4 x rw\n";
    String covered = table + "3 1 0:9 / /b rw - tmpfs t rw\n";
    assertThat(overlap(table, "/a", "/b")).isTrue();
    assertThat(overlap(covered, "/a", "/b")).isFalse();
    assertThat(overlap(covered, "/a", "/b/x")).isFalse();
    assertThat(overlap(table + "3 2 0:9 / /b/x rw - tmpfs t rw\n", "/a", "/b")).isFalse();
  }

  @Test
  void aRootThatIsNoMountHasOnlyWhatIsMountedBelow() {
    String table = "2 1 0:9 /a /x rw - tmpfs t rw\n3 1 0:9 / /b/y rw - tmpfs t rw\n";
    assertThat(overlap(table, "/x", "/b")).isTrue();
    assertThat(overlap(table, "/x", "/c")).isFalse();
  }

  @Test
  void theFirstMountMayBeOnItself() {
    assertThat(overlap("1 1 0:1 / / rw - rootfs r rw\n", "/a", "/a/b")).isTrue();
  }
}
