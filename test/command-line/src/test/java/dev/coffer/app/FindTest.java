package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindTest {
  @TempDir private Path directory;

  @BeforeEach
  void files() throws IOException {
    write("a.txt", 10, Duration.ofDays(10));
    write("d/b.txt", 2048, Duration.ofHours(2));
    write("d/sub.txt/c", 5, Duration.ZERO);
  }

  private void write(String name, int size, Duration age) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[size]);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private List<String> find(String... words) {
    String[] call = new String[words.length + 1];
    call[0] = "find";
    System.arraycopy(words, 0, call, 1, words.length);
    Shell.Result result = Shell.on(directory).run(call);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return result.lines();
  }

  @Test
  void withoutConditionsEveryFileIsFound() {
    assertThat(find()).containsExactly("a.txt", "d/b.txt", "d/sub.txt/c");
    assertThat(find("d")).containsExactly("d/b.txt", "d/sub.txt/c");
  }

  @Test
  void aNameIsThatOfTheFileItself() {
    assertThat(find("--name", "*.txt")).containsExactly("a.txt", "d/b.txt");
    assertThat(find("d", "--name", "/*.txt")).containsExactly("d/b.txt");
    assertThat(find("--name", "[ab].*")).containsExactly("a.txt", "d/b.txt");
    assertThat(find("--name", "nothing")).isEmpty();
  }

  @Test
  void sizesAreBounds() {
    assertThat(find("--larger", "10")).containsExactly("d/b.txt");
    assertThat(find("--smaller", "2KiB")).containsExactly("a.txt", "d/sub.txt/c");
    assertThat(find("--larger", "5", "--smaller", "11")).containsExactly("a.txt");
  }

  @Test
  void agesAreBounds() {
    assertThat(find("--older-than", "7d")).containsExactly("a.txt");
    assertThat(find("--newer-than", "1h")).containsExactly("d/sub.txt/c");
    assertThat(find("--older-than", "1h", "--newer-than", "7d")).containsExactly("d/b.txt");
  }

  @Test
  void jsonHasTheKeysOfAListing() {
    assertThat(find("--json", "--name", "a.txt"))
        .singleElement()
        .asString()
        .startsWith("{\"path\":\"a.txt\",\"directory\":false,\"size\":10,");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    Shell shell = Shell.on(directory);
    assertThat(shell.run("find", "no").code()).isEqualTo(ExitCode.DIRECTORY_NOT_FOUND);
    assertThat(shell.run("find", "--larger", "big").code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("find", "--older-than", "big").code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("find", "--name", "[").code()).isEqualTo(ExitCode.USAGE);
  }
}
