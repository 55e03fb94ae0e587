package dev.coffer.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * A page of the site.
 *
 * @param source its path in the repository
 * @param title its first heading
 * @param document what it says
 */
record Page(Path source, String title, Node document) {
  private static final String INDEX = "README.md";

  static Page read(Path repository, Path source) throws IOException {
    Node document = Markdown.parse(Files.readString(repository.resolve(source)));
    String title = document.getFirstChild() instanceof Heading first ? Text.of(first) : "";
    return new Page(source, title.isEmpty() ? source.toString() : title, document);
  }

  /** Its path in the site: a page named README is the index of its directory. */
  Path address() {
    String name = source.getFileName().toString();
    String html = name.equals(INDEX) ? "index.html" : name.replaceFirst("\\.md$", ".html");
    return source.resolveSibling(html);
  }

  /** How it names another file of the site. */
  String to(Path file) {
    Path directory = Path.of("/").resolve(address()).resolveSibling("");
    return directory.relativize(Path.of("/").resolve(file)).toString();
  }

  /** Its headings of these levels. */
  List<Heading> headings(int from, int to) {
    List<Heading> headings = new ArrayList<>();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading
          && heading.getLevel() >= from
          && heading.getLevel() <= to) {
        headings.add(heading);
      }
    }
    return headings;
  }
}
