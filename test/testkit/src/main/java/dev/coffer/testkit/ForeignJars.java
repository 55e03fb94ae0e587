package dev.coffer.testkit;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The jars that a module brings to its users: those on the class path of its tests that are neither
 * Coffer's nor there for the tests alone. A module's list should be held by a test, since each jar
 * is forced on everybody who uses it.
 */
public final class ForeignJars {
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

  private ForeignJars() {}

  /**
   * Their names, as a local repository of Maven has them.
   *
   * @return the artifacts of those on the class path, without their groups and versions
   */
  public static List<String> onTheClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(path -> path.replace('\\', '/'))
        .filter(path -> path.endsWith(".jar") && !path.contains("/target/"))
        .filter(path -> OTHERS.stream().noneMatch(path::contains))
        .map(Path::of)
        .map(jar -> jar.getName(jar.getNameCount() - 3).toString())
        .toList();
  }
}
