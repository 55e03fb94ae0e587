package dev.coffer.app.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {
  private static final int CASES = 300;

  @TempDir private Path directory;

  private static String print(List<Hunk> hunks) {
    return hunks.stream()
        .map(hunk -> hunk.head() + "\n" + String.join("\n", hunk.lines()) + "\n")
        .collect(Collectors.joining());
  }

  private static String diff(String old, String now) {
    return print(UnifiedDiff.of(old, now));
  }

  /** Few different lines make many that are equal, many make unique ones. */
  private static String text(Random random) {
    int kinds = random.nextBoolean() ? 3 : 60;
    String text =
        random
            .ints(random.nextInt(40), 0, kinds)
            .mapToObj(line -> "line " + line + "\n")
            .collect(Collectors.joining());
    return random.nextInt(4) == 0 && !text.isEmpty() ? text.substring(0, text.length() - 1) : text;
  }

  private static String changed(String text, Random random) {
    StringBuilder changed = new StringBuilder();
    for (String line : text.split("(?<=\n)", -1)) {
      int dice = random.nextInt(8);
      changed
          .append(dice == 0 ? "" : line)
          .append(dice == 1 ? "new " + random.nextInt(5) + "\n" : "");
    }
    return changed.toString();
  }

  /** Makes the new text of the old one, as patch does. */
  private static String patched(String old, List<Hunk> hunks) {
    String[] lines = old.isEmpty() ? new String[0] : old.split("(?<=\n)", -1);
    StringBuilder now = new StringBuilder();
    int at = 0;
    for (Hunk hunk : hunks) {
      int start = hunk.oldStart() - Math.min(1, hunk.oldLines());
      for (; at < start; at++) {
        now.append(lines[at]);
      }
      at += apply(hunk, lines, at, now);
    }
    for (; at < lines.length; at++) {
      now.append(lines[at]);
    }
    return now.toString();
  }

  private static int apply(Hunk hunk, String[] lines, int at, StringBuilder now) {
    int taken = 0;
    for (int i = 0; i < hunk.lines().size(); i++) {
      String line = hunk.lines().get(i);
      boolean last = i + 1 < hunk.lines().size() && hunk.lines().get(i + 1).equals(Hunk.NO_END);
      String text = line.substring(1) + (last ? "" : "\n");
      if (line.charAt(0) == '+') {
        now.append(text);
      } else if (line.charAt(0) != '\\') {
        assertThat(lines[at + taken]).isEqualTo(text);
        now.append(line.charAt(0) == ' ' ? text : "");
        taken++;
      }
    }
    assertThat(taken).isEqualTo(hunk.oldLines());
    return taken;
  }

  @Test
  void theHunksMakeTheNewTextOfTheOldOne() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      String old = text(random);
      String now = random.nextBoolean() ? text(random) : changed(old, random);
      List<Hunk> hunks = UnifiedDiff.of(old, now);
      assertThat(patched(old, hunks)).as("seed " + seed + ", case " + i).isEqualTo(now);
      assertThat(hunks.isEmpty()).isEqualTo(old.equals(now));
    }
  }

  @Test
  void patchReadsThem() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/patch")), "patch is not installed");
    Random random = new Random(7);
    for (int i = 0; i < 10; i++) {
      String old = text(random) + "old";
      String now = changed(old, random) + "new\n";
      Path file = Files.writeString(directory.resolve("file"), old);
      Path patch = directory.resolve("patch");
      Files.writeString(patch, "--- file\n+++ file\n" + diff(old, now));
      Process process =
          new ProcessBuilder("/usr/bin/patch", "-s", "file", "patch")
              .directory(directory.toFile())
              .inheritIO()
              .start();
      assertThat(process.waitFor()).isZero();
      assertThat(file).hasContent(now);
    }
  }

  @Test
  void aChangeHasThreeLinesAround() {
    String old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    assertThat(diff(old, old.replace("5", "five")))
        .isEqualTo("@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  }

  @Test
  void changesThatAreNearShareAHunkAndOthersDoNot() {
    String old = IntStream.range(0, 30).mapToObj(i -> i + "\n").collect(Collectors.joining());
    assertThat(UnifiedDiff.of(old, old.replace("\n5\n", "\nx\n").replace("\n12\n", "\ny\n")))
        .extracting(Hunk::head)
        .containsExactly("@@ -3,14 +3,14 @@");
    assertThat(UnifiedDiff.of(old, old.replace("\n5\n", "\nx\n").replace("\n13\n", "\ny\n")))
        .extracting(Hunk::head)
        .containsExactly("@@ -3,7 +3,7 @@", "@@ -11,7 +11,7 @@");
  }

  @Test
  void anEmptyTextIsLineZero() {
    assertThat(diff("", "a\n")).isEqualTo("@@ -0,0 +1 @@\n+a\n");
    assertThat(diff("a\n", "")).isEqualTo("@@ -1 +0,0 @@\n-a\n");
  }

  @Test
  void aMissingEndOfTheLastLineIsAChange() {
    assertThat(diff("a", "a\n")).isEqualTo("@@ -1 +1 @@\n-a\n" + Hunk.NO_END + "\n+a\n");
  }

  @Test
  void aMovedBlockIsRemovedAndAddedWithoutItsNeighbours() {
    assertThat(diff("a\n{\n}\nb\n{\n}\n", "b\n{\n}\n"))
        .isEqualTo("@@ -1,6 +1,3 @@\n-a\n-{\n-}\n b\n {\n }\n");
  }

  /** All lines are equal to others, so that nothing holds the texts together. */
  @Test
  void textsWithoutAnythingInCommonAreComparedInBoundedTime() {
    String old = "a\nb\n".repeat(100_000);
    String now = "c\nd\n".repeat(100_000);
    assertThat(UnifiedDiff.of(old, now))
        .singleElement()
        .extracting(Hunk::oldLines)
        .isEqualTo(200_000);
    assertThat(patched(old, UnifiedDiff.of(old, "b\na\na\n".repeat(50_000))))
        .isEqualTo("b\na\na\n".repeat(50_000));
  }
}
