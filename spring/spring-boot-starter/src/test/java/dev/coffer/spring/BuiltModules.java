package dev.coffer.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A repository of Maven with what this build has made, for a project that is built on it. */
final class BuiltModules {
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Pattern ARTIFACT =
      Pattern.compile("<artifactId>(coffer-[a-z0-9-]+)</artifactId>\\s*<version>([^<]+)<");

  private static final Pattern CHILD =
      Pattern.compile("</parent>\\s*<artifactId>([a-z0-9-]+)</artifactId>");

  private BuiltModules() {}

  static void copyTo(Path repository) throws IOException {
    String root = Files.readString(ROOT.resolve("pom.xml"));
    Matcher parent = ARTIFACT.matcher(root);
    if (!parent.find()) {
      throw new IllegalStateException("the parent has no version");
    }
    String version = parent.group(2);
    try (Stream<Path> folders = Files.walk(ROOT, 2)) {
      for (Path pom :
          (Iterable<Path>)
              folders.map(each -> each.resolve("pom.xml")).filter(Files::exists)::iterator) {
        copy(pom, version, repository);
      }
    }
  }

  private static void copy(Path pom, String version, Path repository) throws IOException {
    if (pom.startsWith(ROOT.resolve("examples"))) {
      return;
    }
    String text = Files.readString(pom);
    Matcher child = CHILD.matcher(text);
    Matcher orphan = ARTIFACT.matcher(text);
    boolean isChild = child.find();
    if (!isChild && !orphan.find()) {
      return;
    }
    String artifact = isChild ? child.group(1) : orphan.group(1);
    Path target = repository.resolve("dev/coffer").resolve(artifact).resolve(version);
    String name = artifact + "-" + version;
    Files.createDirectories(target);
    Files.copy(pom, target.resolve(name + ".pom"));
    Path jar = pom.resolveSibling("target").resolve(name + ".jar");
    if (Files.exists(jar)) {
      Files.copy(jar, target.resolve(name + ".jar"));
    }
  }
}
