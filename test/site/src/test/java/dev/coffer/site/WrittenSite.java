package dev.coffer.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The site as it was written: the whole one, if the build has made it, or else one without the
 * javadoc.
 */
record WrittenSite(Path directory) {
  private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern ANCHOR = Pattern.compile("id=\"([^\"]*)\"");

  static WrittenSite in(Path temporary) throws IOException {
    String whole = System.getProperty("site.directory");
    if (whole != null) {
      return new WrittenSite(Path.of(whole).toAbsolutePath().normalize());
    }
    Site.of(REPOSITORY, false).write(temporary);
    return new WrittenSite(temporary);
  }

  /** The pages that are not javadoc. */
  List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".html"))
          .map(directory::relativize)
          .filter(file -> !file.startsWith(ApiTypes.DIRECTORY))
          .sorted()
          .toList();
    }
  }

  String text(Path page) throws IOException {
    return Files.readString(directory.resolve(page));
  }

  /** The links of a page to other parts of the site. */
  Stream<String> links(Path page) throws IOException {
    return LINK.matcher(text(page))
        .results()
        .map(link -> link.group(1).replace("&amp;", "&"))
        .filter(link -> !link.matches("[a-z]+:.*"));
  }

  /** Whether a link of a page leads to a file and, if it names one, a place in it. */
  boolean leadsSomewhere(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    if (!Files.isRegularFile(directory.resolve(target))) {
      return false;
    }
    return parts.length == 1 || anchors(target).contains(parts[1]);
  }

  private List<String> anchors(Path page) {
    try {
      return ANCHOR.matcher(text(page)).results().map(anchor -> anchor.group(1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
