package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What this module brings to its users' class path. Its tests have more of the JSON library. */
class DependenciesTest {
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>.*?<artifactId>(.*?)</artifactId>(.*?)</dependency>", Pattern.DOTALL);

  @Test
  void itBringsTheReaderOfJsonAndNotWhatBindsItToClasses() throws IOException {
    assertThat(dependenciesOutsideOfTests())
        .containsExactlyInAnyOrder("coffer-core", "jspecify", "slf4j-api", "jackson-core");
  }

  private static List<String> dependenciesOutsideOfTests() throws IOException {
    return DEPENDENCY
        .matcher(Files.readString(Path.of("pom.xml")))
        .results()
        .filter(found -> !found.group(2).contains("<scope>test</scope>"))
        .map(found -> found.group(1))
        .toList();
  }
}
