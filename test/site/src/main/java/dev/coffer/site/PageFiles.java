package dev.coffer.site;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages of the repository: those at its root, those in docs, and those of the examples. */
final class PageFiles {
  private static final PathMatcher PAGE = FileSystems.getDefault().getPathMatcher("glob:**.md");

  private PageFiles() {}

  /** Their paths in the repository, sorted. */
  static List<Path> in(Path repository) throws IOException {
    List<Path> pages = new ArrayList<>();
    add(pages, repository, repository, 1);
    add(pages, repository, repository.resolve("docs"), Integer.MAX_VALUE);
    add(pages, repository, repository.resolve("examples"), 2);
    return pages.stream().sorted().toList();
  }

  private static void add(List<Path> pages, Path repository, Path directory, int depth)
      throws IOException {
    try (Stream<Path> files = Files.walk(directory, depth)) {
      files.filter(PAGE::matches).map(repository::relativize).forEach(pages::add);
    }
  }
}
