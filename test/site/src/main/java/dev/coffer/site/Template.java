package dev.coffer.site;

import java.nio.file.Path;
import org.commonmark.node.Heading;

/** A page as a document of HTML. */
final class Template {
  private static final String HTML =
      """
      <!doctype html>
      <html lang="en" data-root="%1$s">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>%2$s</title>
      <link rel="stylesheet" href="%1$ssite.css">
      <link rel="icon" href="data:,">
      <script src="%1$ssite.js" defer></script>
      </head>
      <body>
      <a class="skip" href="#content">Skip to the text</a>
      <header>
      <a class="name" href="%1$sindex.html">Coffer</a>
      <div class="search" role="search">
      <input type="search" id="query" placeholder="Search" aria-label="Search" autocomplete="off">
      <ol id="results" hidden></ol>
      </div>
      </header>
      <div class="columns">
      <details class="navigation">
      <summary>Pages</summary>
      <nav aria-label="Pages">
      %3$s</nav>
      </details>
      <main id="content">
      %4$s</main>
      </div>
      </body>
      </html>
      """;

  private final Page page;
  private final Navigation navigation;
  private final ApiTypes types;

  Template(Page page, Navigation navigation, ApiTypes types) {
    this.page = page;
    this.navigation = navigation;
    this.types = types;
  }

  String html() {
    Path root = Path.of("");
    String up = page.to(root);
    return HTML.formatted(
        up.isEmpty() ? "" : up + "/", escaped(title()), groups(), Markdown.html(page.document()));
  }

  private String title() {
    return page.title().equals("Coffer")
        ? "Coffer: whole files on any back end"
        : page.title() + " – Coffer";
  }

  private String groups() {
    StringBuilder html = new StringBuilder();
    for (Navigation.Group group : navigation.groups()) {
      html.append("<h2>").append(escaped(group.title())).append("</h2>\n<ul>\n");
      group.entries().forEach(entry -> append(html, entry));
      html.append("</ul>\n");
    }
    types
        .overview()
        .ifPresent(
            overview ->
                html.append("<h2>API</h2>\n<ul>\n<li>")
                    .append(link(page.to(overview), "Javadoc", false))
                    .append("</li>\n</ul>\n"));
    return html.toString();
  }

  private void append(StringBuilder html, Navigation.Entry entry) {
    boolean here = entry.address().equals(page.address());
    html.append("<li>").append(link(page.to(entry.address()), entry.title(), here));
    if (here) {
      appendSections(html);
    }
    html.append("</li>\n");
  }

  private void appendSections(StringBuilder html) {
    Anchors anchors = new Anchors();
    html.append("\n<ul>\n");
    for (Heading heading : page.headings(1, 6)) {
      String anchor = anchors.next(heading);
      if (heading.getLevel() == 2) {
        html.append("<li>").append(link("#" + anchor, Text.of(heading), false)).append("</li>\n");
      }
    }
    html.append("</ul>\n");
  }

  private static String link(String address, String text, boolean here) {
    return "<a href=\"%s\"%s>%s</a>"
        .formatted(escaped(address), here ? " aria-current=\"page\"" : "", escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
