package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coffer.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Every line of a list of hostile paths of files, where the machine has it: beside the repository,
 * or at the system property {@code hostile.paths}.
 */
final class HostilePathsTest {
  private static final Path LIST =
      Path.of(System.getProperty("hostile.paths", "../../shared/data/hostile-paths.jsonl"));

  @TestFactory
  Stream<DynamicTest> everyHostilePathIsJudgedAsTheListSays() throws IOException {
    if (!Files.isReadable(LIST)) {
      return Stream.of(skipped("no list of hostile paths at " + LIST.toAbsolutePath()));
    }
    ObjectMapper json = new ObjectMapper();
    return Files.readAllLines(LIST).stream().map(line -> check(json.readTree(line)));
  }

  private static DynamicTest skipped(String reason) {
    System.out.println("skipped: " + reason);
    return dynamicTest("skipped", () -> abort(reason));
  }

  private static DynamicTest check(JsonNode line) {
    String path = line.get("path").asString();
    String name = line.get("class").asString() + " " + Printable.of(path);
    return dynamicTest(
        name,
        () ->
            assertThat(judge(path))
                .isEqualTo(
                    line.get("expect").asString().equals("accept")
                        ? "accept " + line.get("canonical").asString()
                        : "reject"));
  }

  private static String judge(String path) {
    try {
      return "accept " + FilePath.ofFile(path);
    } catch (InvalidFilePathException e) {
      return "reject";
    }
  }
}
