package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {
  @TempDir private Path root;
  private HistoryFixture store = new HistoryFixture(Path.of(""));

  @BeforeEach
  void aFileWithHistory() {
    store = new HistoryFixture(root);
    store.write("a", "x\n1\n", "x\n2\n", "x\n3\n");
  }

  @Test
  void theLastChangeIsShown() {
    Shell.Result result = store.run("diff", "a");
    assertThat(result.code()).isEqualTo(ExitCode.OTHER);
    assertThat(result.err()).isEmpty();
    assertThat(result.lines().get(0)).matches("--- a\t20\\S+Z " + store.versions("a").get(0).id());
    assertThat(result.lines().get(1)).matches("\\+\\+\\+ a\t20\\S+Z current");
    assertThat(result.lines().subList(2, 6)).containsExactly("@@ -1,2 +1,2 @@", " x", "-2", "+3");
  }

  @Test
  void anyTwoVersionsAreCompared() {
    assertThat(store.run("diff", "a", "-2", "-1").out()).contains("\n-1\n+2\n");
    assertThat(store.run("diff", "a", "current", "-2").out()).contains("\n-3\n+1\n");
    assertThat(store.run("diff", "a", "-2").out()).contains("\n-1\n+3\n");
  }

  @Test
  void theSameBytesAreNoDifference() {
    store.write("a", "x\n1\n");
    Shell.Result result = store.run("diff", "a", "-3");
    assertThat(result.code()).isZero();
    assertThat(result.out() + result.err()).isEmpty();
  }

  @Test
  void ofWhatIsNoTextOnlyTheSizesAreTold() {
    store.write("a", "nul \0");
    Shell.Result result = store.run("diff", "a");
    assertThat(result.code()).isEqualTo(ExitCode.OTHER);
    assertThat(result.out())
        .startsWith("Binary files a (20")
        .endsWith(", 4 bytes) and a (current, 5 bytes) differ\n");
  }

  @Test
  void ofLargeFilesOnlyTheSizesAreTold() {
    store.write("a", "x\n".repeat(1 << 21) + "y\n");
    assertThat(store.run("diff", "--json", "a").out())
        .endsWith("\"to\":\"current\",\"large\":true,\"oldSize\":4,\"newSize\":4194306}\n");
  }

  @Test
  void aHunkIsALineOfJson() {
    assertThat(store.run("diff", "--json", "a").lines())
        .singleElement()
        .asString()
        .contains("\"oldStart\":1,\"oldLines\":2,\"newStart\":1,\"newLines\":2")
        .endsWith("\"lines\":[\" x\",\"-2\",\"+3\"]}");
  }

  @Test
  void aDeletedFileHasNoCurrentOne() {
    store.delete("a");
    Shell.Result result = store.run("diff", "a");
    assertThat(result.code()).isEqualTo(ExitCode.FILE_NOT_FOUND);
    assertThat(result.err()).contains("it is deleted: there is no current file");
    assertThat(store.run("diff", "a", "-2", "-1").code()).isEqualTo(ExitCode.OTHER);
  }
}
