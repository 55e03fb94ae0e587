package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the help work as they stand, typed into a shell one after the other. */
@Tag("example")
class ExamplesTest {
  /** A replica is one once it has heard of its primary. */
  private static final Map<String, String> BEFORE =
      Map.of(
          "replica",
          "coffer put report.txt a.txt --store 'file:./data?replicas=file:./copy' >/dev/null\n");

  @TempDir private Path temporary;

  @TestFactory
  Stream<DynamicTest> everyExampleWorks() {
    return Verbs.NAMES.stream().map(verb -> dynamicTest(verb, () -> run(verb)));
  }

  private void run(String verb) throws IOException, InterruptedException {
    Path directory = filled(Files.createDirectory(temporary.resolve(verb)));
    List<String> examples = Verbs.of(verb).usage().examples();
    assertThat(examples).isNotEmpty().allMatch(example -> example.contains("coffer " + verb));
    Program coffer = Program.ofClasses(directory);
    String shell =
        coffer.command().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ", "coffer() { ", " \"$@\"; }\n"));
    String script = shell + BEFORE.getOrDefault(verb, "") + String.join("\n", examples);
    Map<String, String> env =
        Map.of(
            "COFFER_STORE", "file:store?versioning=on",
            "HOME", directory.toString(),
            "AWS_ACCESS_KEY_ID", "id",
            "AWS_SECRET_ACCESS_KEY", "secret");
    Shell.Result result =
        new Program(List.of("bash", "-euo", "pipefail", "-c", script), directory, env).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  /** What the examples take for granted. */
  private static Path filled(Path directory) throws IOException {
    for (String name :
        new String[] {
          "store/notes/a.txt",
          "store/notes/b.txt",
          "store/notes/c.txt",
          "report.txt",
          "photos/1.jpg"
        }) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name + "\n");
    }
    return directory;
  }
}
