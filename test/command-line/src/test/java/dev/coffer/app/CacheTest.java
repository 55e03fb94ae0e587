package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
  @TempDir private Path root;
  private String uri = "";

  @BeforeEach
  void aFileThatWasRead() throws Exception {
    Path data = Files.createDirectory(root.resolve("data"));
    Files.writeString(data.resolve("a"), "hello");
    uri = "file:" + data + "?cache.disk=" + root.resolve("cached") + ",1MiB";
    assertThat(run("cat", "a").out()).isEqualTo("hello");
  }

  private Shell.Result run(String... words) {
    String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--store";
    all[words.length + 1] = uri;
    return new Shell(Map.of(), new byte[0], Terminals.NONE).run(all);
  }

  @Test
  void itShowsWhatIsInADirectory() {
    assertThat(run("cache").lines())
        .singleElement()
        .asString()
        .startsWith("disk " + root.resolve("cached") + ": 1 file, ");
    assertThat(run("cache", "--json").out())
        .contains("\"kind\":\"disk\"", "\"files\":1,", "\"cleared\":false");
  }

  @Test
  void itEmptiesADirectoryAndLeavesTheStoreAlone() {
    assertThat(run("cache", "clear").out()).contains(": removed 1 file, ");
    assertThat(run("cache").out()).contains(": 0 files, 0 bytes");
    assertThat(run("cat", "a").out()).isEqualTo("hello");
  }

  @Test
  void itSaysWhatItCouldNotEmpty() throws IOException {
    try (FileChannel channel =
            FileChannel.open(root.resolve("cached/lock"), StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      Shell.Result result = run("cache", "clear");
      assertThat(result.out()).contains(": not emptied: ").doesNotContain("removed");
      assertThat(result.code()).isEqualTo(6);
    }
  }

  @Test
  void aCacheInMemoryAloneHasNothingToShow() {
    uri = "file:" + root.resolve("data") + "?cache=1MiB";
    Shell.Result result = run("cache");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("cache.disk or cache.redis");
  }

  @Test
  void anUnknownActionIsRefused() {
    assertThat(run("cache", "purge").err()).contains("no action 'purge'; there are stat and clear");
  }

  @Test
  void theDoctorSaysWhetherTheDirectoryWorks() {
    assertThat(run("doctor").out()).contains("cache directory", "cache disk", "bytes free");
  }
}
