package dev.coffer.testkit;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The jars that a module brings to its users: those on the class path of its tests that are neither
 * Coffer's nor needed only by the tests. A test should fix a module's list, since each jar is
 * forced on all users of the module.
 */
public final class ForeignJars {
  /** The jars of tests, and Coffer's own. */
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
   * Returns their names, as in a local Maven repository.
   *
   * @return the artifact ids of those on the class path, without groups and versions
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
