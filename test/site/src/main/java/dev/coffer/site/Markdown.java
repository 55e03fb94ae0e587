package dev.coffer.site;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown with tables, as the repository's host shows it. */
final class Markdown {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private Markdown() {}

  static Node parse(String text) {
    return PARSER.parse(text);
  }

  static String html(Node document) {
    Anchors anchors = new Anchors();
    return HtmlRenderer.builder()
        .extensions(EXTENSIONS)
        .attributeProviderFactory(context -> attributes(anchors))
        .build()
        .render(document)
        // Wide tables scroll within themselves, so that a page does not on a narrow screen.
        .replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>");
  }

  private static AttributeProvider attributes(Anchors anchors) {
    return (node, tag, attributes) -> {
      if (node instanceof Heading heading) {
        attributes.put("id", anchors.next(heading));
      } else if (node instanceof FencedCodeBlock && tag.equals("pre")) {
        attributes.put("tabindex", "0");
      }
    };
  }
}
