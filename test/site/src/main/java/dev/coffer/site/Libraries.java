package dev.coffer.site;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The libraries of the published modules, of which only those are modules that are required, as for
 * the compiler: among the others are some that no module can read together.
 */
final class Libraries {
  private static final Pattern REQUIRES =
      Pattern.compile("^ +requires (?:static |transitive )*([a-zA-Z0-9.]+);", Pattern.MULTILINE);

  private final List<Path> jars;
  private final ModuleFinder finder;
  private final Set<Path> modules = new TreeSet<>();

  Libraries(String classPath) {
    jars = Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
    finder = ModuleFinder.of(jars.toArray(Path[]::new));
  }

  /** Makes modules of what a module requires. */
  void require(PublishedModule module) throws IOException {
    String declaration = Files.readString(module.sources().resolve("module-info.java"));
    REQUIRES.matcher(declaration).results().map(found -> found.group(1)).forEach(this::require);
  }

  private void require(String name) {
    finder.find(name).ifPresent(this::require);
  }

  private void require(ModuleReference module) {
    if (modules.add(Path.of(module.location().orElseThrow()))) {
      module.descriptor().requires().forEach(needed -> require(needed.name()));
    }
  }

  String modulePath() {
    return joined(modules.stream());
  }

  String classPath() {
    return joined(jars.stream().filter(jar -> !modules.contains(jar)));
  }

  /** All of them on the class path. */
  String all() {
    return joined(jars.stream());
  }

  private static String joined(Stream<Path> jars) {
    return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
