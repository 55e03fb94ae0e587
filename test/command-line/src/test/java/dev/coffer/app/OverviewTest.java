package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is where, and how much of it. */
class OverviewTest {
  @TempDir private Path root;
  private Shell shell = new Shell(Map.of(), new byte[0], Terminals.NONE);

  @BeforeEach
  void aSmallTree() throws IOException {
    shell = Shell.on(root);
    for (String path : new String[] {"a.txt", "d.x", "d/e/f/g.txt", "d/e/h", "d/i", "z"}) {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, path);
    }
  }

  @Test
  void aTreeShowsEachDirectoryOnceAndCounts() {
    assertThat(shell.run("tree").lines())
        .containsExactly(
            "a.txt",
            "d.x",
            "d/",
            "  e/",
            "    f/",
            "      g.txt",
            "    h",
            "  i",
            "z",
            "3 directories, 6 files");
  }

  @Test
  void aTreeOfADirectoryStartsThere() {
    assertThat(shell.run("tree", "/d/e/").lines())
        .containsExactly("f/", "  g.txt", "h", "1 directory, 2 files");
  }

  @Test
  void aTreeEndsAtItsDepth() {
    assertThat(shell.run("tree", "-d", "1").lines())
        .containsExactly("a.txt", "d.x", "d/", "z", "1 directory, 3 files");
    assertThat(shell.run("tree", "-d2", "d").lines())
        .containsExactly("e/", "  f/", "  h", "i", "2 directories, 2 files");
    assertThat(shell.run("tree", "-d", "9").out()).isEqualTo(shell.run("tree").out());
  }

  @Test
  void aTreeAsJsonIsItsEntries() {
    assertThat(shell.run("tree", "--json", "d/e").lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"path\":\"d/e/f/g.txt\",\"directory\":false,"),
            line -> assertThat(line).startsWith("{\"path\":\"d/e/h\",\"directory\":false,"));
  }

  @Test
  void aDepthIsANumberFromOne() {
    for (String depth : new String[] {"0", "-1", "x"}) {
      Shell.Result result = shell.run("tree", "-d", depth);
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).contains("-d DEPTH is a number from 1: " + depth);
    }
    assertThat(shell.run("tree", "-d").err()).contains("-d DEPTH: the value is missing");
  }

  @Test
  void duCountsEachChildAndTheWhole() {
    assertThat(shell.run("du").lines())
        .containsExactly(
            "              5          1  a.txt",
            "              3          1  d.x",
            "             19          3  d/",
            "              1          1  z",
            "             28          6  total");
    assertThat(shell.run("du", "d").lines())
        .containsExactly(
            "             16          2  d/e/",
            "              3          1  d/i",
            "             19          3  total");
  }

  @Test
  void duAsJsonMarksTheTotal() {
    assertThat(shell.run("du", "--json", "d").lines())
        .containsExactly(
            "{\"path\":\"d/e/\",\"directory\":true,\"size\":16,\"files\":2}",
            "{\"path\":\"d/i\",\"directory\":false,\"size\":3,\"files\":1}",
            "{\"path\":\"d/\",\"directory\":true,\"size\":19,\"files\":3,\"total\":true}");
  }

  @Test
  void duSaysHowMuchIsStored() {
    String uri = Shell.uri(root.resolve("compressed")) + "?compression=zstd";
    try (FileStore store = FileStores.open(uri)) {
      store.write("d/a", "the same again and again\n".repeat(1000));
      store.write("d/b", "short");
      store.write("e", "short");
    }
    long stored = root.resolve("compressed/d/a").toFile().length();
    assertThat(stored).isLessThan(1000);
    Shell compressed = new Shell(Map.of("COFFER_STORE", uri), new byte[0], Terminals.NONE);
    assertThat(compressed.run("du", "--stored").lines())
        .containsExactly(
            String.format("          25005 %15d          2  d/", stored + 5),
            "              5               5          1  e",
            String.format("          25010 %15d          3  total", stored + 10));
    assertThat(compressed.run("du", "--stored", "--json", "d").lines())
        .contains(
            "{\"path\":\"d/a\",\"directory\":false,\"size\":25000,\"stored\":"
                + stored
                + ",\"files\":1}");
  }

  @Test
  void whatIsNoDirectoryIsThree() {
    for (String verb : new String[] {"tree", "du"}) {
      assertThat(shell.run(verb, "nowhere").err()).contains("no such directory");
      assertThat(shell.run(verb, "nowhere").code()).isEqualTo(3);
      assertThat(shell.run(verb, "a.txt").err()).contains("it is a file");
      assertThat(shell.run(verb, "..").code()).isEqualTo(2);
    }
    assertThat(shell.run("tree", "-d", "1", "nowhere").code()).isEqualTo(3);
  }

  @Test
  void anEmptyStoreIsNoError() {
    Shell empty = Shell.on(root.resolve("empty"));
    assertThat(empty.run("tree").lines()).containsExactly("0 directories, 0 files");
    assertThat(empty.run("du").lines()).containsExactly("              0          0  total");
  }
}
