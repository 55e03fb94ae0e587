package dev.coffer.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The repository that holds the pages. */
final class Repository {
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final List<String> UNPUBLISHED =
      List.of("test/benchmarks", "test/documentation", "test/fake-gcs", "test/site");

  private static final List<Path> SOURCES = sources();

  private Repository() {}

  static List<Page> pages() throws IOException {
    List<Page> pages = new ArrayList<>();
    for (Path file : files(ROOT, 1, Repository::isPage)) {
      pages.add(Page.read(file));
    }
    for (Path file : files(ROOT.resolve("docs"), Integer.MAX_VALUE, Repository::isPage)) {
      pages.add(Page.read(file));
    }
    return pages;
  }

  private static boolean isPage(Path file) {
    return file.toString().endsWith(".md");
  }

  private static boolean isJava(Path file) {
    return file.toString().endsWith(".java");
  }

  static List<Path> files(Path folder, int depth, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(wanted).sorted().toList();
    }
  }

  /** The folders of the modules. */
  static List<Path> modules() throws IOException {
    return files(ROOT, 2, folder -> Files.exists(folder.resolve("pom.xml")));
  }

  /** The sources of the types that are published. */
  static Stream<Path> publishedSources() {
    return SOURCES.stream()
        .filter(file -> file.toString().contains("/src/main/java/dev/"))
        .filter(
            file -> UNPUBLISHED.stream().noneMatch(folder -> file.startsWith(ROOT.resolve(folder))))
        .filter(file -> !file.getFileName().toString().contains("-info"));
  }

  private static List<Path> sources() {
    List<Path> sources = new ArrayList<>();
    try {
      for (Path module : modules()) {
        Path folder = module.resolve("src");
        if (Files.isDirectory(folder)) {
          sources.addAll(files(folder, Integer.MAX_VALUE, Repository::isJava));
        }
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sources of the types of ours that have this name. */
  static List<Path> sourcesOf(String type) {
    return SOURCES.stream()
        .filter(file -> file.getFileName().toString().equals(type + ".java"))
        .toList();
  }

  static boolean hasPackage(String name) {
    Path folder = Path.of("src/main/java", name.split("\\."));
    return SOURCES.stream().anyMatch(file -> file.resolveSibling("").endsWith(folder));
  }

  /** The names of the types in a package of the core. */
  static Stream<String> typesOfTheContract() {
    Path contract = Path.of("core/src/main/java/dev/coffer");
    return SOURCES.stream()
        .filter(file -> file.resolveSibling("").endsWith(contract))
        .map(file -> file.getFileName().toString().replace(".java", ""));
  }
}
