package dev.coffer.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;

/**
 * The published types, and where their documentation is in the site: names in code font lead there.
 */
final class ApiTypes {
  /** The directory of the javadoc in the site. */
  static final String DIRECTORY = "javadoc";

  private static final Path ROOT = Path.of(DIRECTORY);

  private final Map<String, Path> addresses;

  private ApiTypes(Map<String, Path> addresses) {
    this.addresses = addresses;
  }

  static ApiTypes none() {
    return new ApiTypes(Map.of());
  }

  static ApiTypes of(Path repository) throws IOException {
    Map<String, Path> addresses = new TreeMap<>();
    for (PublishedModule module : PublishedModule.in(repository)) {
      for (Path source : module.documentedSources()) {
        addresses.put(simpleName(source), ROOT.resolve(module.documentationOf(source)));
      }
    }
    return new ApiTypes(addresses);
  }

  private static String simpleName(Path source) {
    return source.getFileName().toString().replaceFirst("\\.java$", "");
  }

  Map<String, Path> addresses() {
    return addresses;
  }

  /** The first page of the javadoc, if the site has it. */
  Optional<Path> overview() {
    return addresses.isEmpty() ? Optional.empty() : Optional.of(ROOT.resolve("index.html"));
  }

  /** Makes links of the names on a page, except in headings and in other links. */
  AbstractVisitor linksOn(Page page) {
    return new AbstractVisitor() {
      @Override
      public void visit(Heading heading) {}

      @Override
      public void visit(Link link) {}

      @Override
      public void visit(Code code) {
        Path address = addresses.get(code.getLiteral());
        if (address != null) {
          Link link = new Link(page.to(address), null);
          code.insertBefore(link);
          link.appendChild(code);
        }
      }
    };
  }

  /** Whether a source declares a public type. */
  static boolean isPublic(Path source) throws IOException {
    Pattern type =
        Pattern.compile(
            "^public (?:(?:abstract|final|sealed|non-sealed) )*"
                + "(?:class|interface|record|enum|@interface) "
                + simpleName(source)
                + "\\b",
            Pattern.MULTILINE);
    return type.matcher(Files.readString(source)).find();
  }
}
