package dev.coffer.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A module that is published, which is one that the bill of materials names.
 *
 * @param sources the root of its sources
 * @param name its name, unless Java gives it one by its manifest
 * @param packages the packages that it exports to all
 */
record PublishedModule(Path sources, Optional<String> name, List<String> packages) {
  private static final Pattern ARTIFACT =
      Pattern.compile("<artifactId>(coffer-[a-z0-9-]+)</artifactId>");
  private static final Pattern MODULE = Pattern.compile("<module>([a-z0-9/-]+)</module>");
  private static final Pattern NAME = Pattern.compile("^module ([a-z0-9.]+) ", Pattern.MULTILINE);
  private static final Pattern EXPORTS =
      Pattern.compile("^ +exports ([a-z0-9.]+);", Pattern.MULTILINE);

  static List<PublishedModule> in(Path repository) throws IOException {
    List<String> published = all(ARTIFACT, repository.resolve("bom/pom.xml"));
    List<PublishedModule> modules = new ArrayList<>();
    for (String directory : all(MODULE, repository.resolve("pom.xml"))) {
      Path sources = repository.resolve(directory).resolve("src/main/java");
      if (Files.exists(sources)
          && published.contains(artifact(repository.resolve(directory).resolve("pom.xml")))) {
        modules.add(of(sources));
      }
    }
    return modules;
  }

  private static List<String> all(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
  }

  /** Its own name comes after that of its parent. */
  private static String artifact(Path pom) throws IOException {
    return all(ARTIFACT, pom).get(1);
  }

  private static PublishedModule of(Path sources) throws IOException {
    Path declaration = sources.resolve("module-info.java");
    if (!Files.exists(declaration)) {
      return new PublishedModule(sources, Optional.empty(), packagesBelow(sources));
    }
    return new PublishedModule(
        sources, all(NAME, declaration).stream().findFirst(), all(EXPORTS, declaration));
  }

  private static List<String> packagesBelow(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.endsWith("package-info.java"))
          .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.'))
          .sorted()
          .toList();
    }
  }

  /** The sources of the public types of its packages. */
  List<Path> documentedSources() throws IOException {
    List<Path> documented = new ArrayList<>();
    for (String name : packages) {
      try (Stream<Path> files = Files.list(sources.resolve(name.replace('.', '/')))) {
        for (Path file : (Iterable<Path>) files.sorted()::iterator) {
          if (file.toString().endsWith(".java") && ApiTypes.isPublic(file)) {
            documented.add(file);
          }
        }
      }
    }
    return documented;
  }

  /** The page of a type, in the directory of the javadoc. */
  Path documentationOf(Path source) {
    String page = sources.relativize(source).toString().replaceFirst("\\.java$", ".html");
    return Path.of(directory()).resolve(page);
  }

  /** Modules have directories in one javadoc; what is no module has a javadoc of its own. */
  String directory() {
    return name.orElse("spring");
  }
}
