package dev.coffer.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What this module brings to its users' class path. */
class DependenciesTest {
  /** What tests bring, and Coffer's own. */
  private static final List<String> OTHERS =
      List.of(
          "/org/junit/",
          "/org/assertj/",
          "/org/opentest4j/",
          "/org/apiguardian/",
          "/net/bytebuddy/",
          "/org/apache/maven/",
          "/org/slf4j/slf4j-simple/",
          "/dev/coffer/");

  @Test
  void itBringsOneJarBesideThoseOfTheCore() {
    List<String> found =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(path -> path.replace('\\', '/'))
            .filter(path -> path.endsWith(".jar") && !path.contains("/target/"))
            .filter(path -> OTHERS.stream().noneMatch(path::contains))
            .map(Path::of)
            .map(jar -> jar.getName(jar.getNameCount() - 3).toString())
            .collect(Collectors.toList());
    assertThat(found).containsExactlyInAnyOrder("failsafe", "jspecify", "slf4j-api");
  }
}
