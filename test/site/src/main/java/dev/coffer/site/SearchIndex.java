package dev.coffer.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * The words of each section. It is a script and no JSON, so that the search works without a server,
 * too.
 */
final class SearchIndex {
  private final List<String> entries = new ArrayList<>();

  void add(Page page) {
    Anchors anchors = new Anchors();
    String heading = page.title();
    String anchor = "";
    StringBuilder words = new StringBuilder();
    for (Node node = page.document().getFirstChild(); node != null; node = node.getNext()) {
      if (!(node instanceof Heading next)) {
        words.append(Text.of(node)).append(' ');
        continue;
      }
      addSection(page, heading, anchor, words);
      heading = Text.of(next);
      anchor = "#" + anchors.next(next);
      words.setLength(0);
    }
    addSection(page, heading, anchor, words);
  }

  private void addSection(Page page, String heading, String anchor, StringBuilder words) {
    if (!words.toString().isBlank()) {
      add(page.address(), anchor, page.title(), heading, words.toString().strip());
    }
  }

  void add(ApiTypes types) {
    types.addresses().forEach((name, address) -> add(address, "", "API", name, ""));
  }

  private void add(Path address, String anchor, String page, String heading, String words) {
    entries.add(
        "["
            + String.join(
                ",", quoted(address + anchor), quoted(page), quoted(heading), quoted(words))
            + "]");
  }

  String script() {
    return "const SEARCH_INDEX = [\n" + String.join(",\n", entries) + "\n];\n";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(c -> quoted.append(c == '"' || c == '\\' || c < ' ' ? escaped(c) : (char) c));
    return quoted.append('"').toString();
  }

  private static String escaped(int c) {
    return String.format("\\u%04x", c);
  }
}
