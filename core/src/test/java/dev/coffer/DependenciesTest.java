package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the core brings to its users' class path, it forces on them. */
final class DependenciesTest {
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("<artifactId>\\s*(.*?)\\s*</artifactId>");

  @Test
  void theCoreNeedsSlf4jAndJspecifyAndNothingElse() throws IOException {
    assertThat(dependenciesOutsideOfTests()).containsExactlyInAnyOrder("slf4j-api", "jspecify");
  }

  @Test
  void theCoreIsANamedModule() {
    assertThat(Path.of("src/main/java/module-info.java"))
        .content()
        .contains("module dev.coffer {", "exports dev.coffer;", "exports dev.coffer.config;")
        .contains("uses dev.coffer.config.FileStoreProvider;");
    assertThat(Path.of("target/classes/module-info.class")).exists();
  }

  private static List<String> dependenciesOutsideOfTests() throws IOException {
    String pom = COMMENT.matcher(Files.readString(Path.of("pom.xml"))).replaceAll("");
    return DEPENDENCY
        .matcher(pom)
        .results()
        .map(found -> found.group())
        .filter(dependency -> !dependency.contains("<scope>test</scope>"))
        .map(dependency -> NAME.matcher(dependency).results().findFirst().orElseThrow().group(1))
        .toList();
  }
}
