package dev.coffer.app;

import java.util.List;

/** Text in the language of manual pages. */
final class Roff {
  private static final int FIRST_BEYOND_ASCII = 0x80;

  private final StringBuilder page = new StringBuilder();

  /** Adds a request with its arguments. */
  Roff request(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
    }
    page.append('\n');
    return this;
  }

  /** Adds text whose lines may be broken elsewhere. */
  Roff text(String text) {
    text.lines().forEach(line -> page.append(guarded(escaped(line))).append('\n'));
    return this;
  }

  Roff bold(String text) {
    page.append("\\fB").append(escaped(text)).append("\\fR\n");
    return this;
  }

  /** Adds a name and what it means. */
  Roff entry(String name, String meaning) {
    return request("TP").bold(name).text(meaning);
  }

  /** Adds lines as they are. */
  Roff literal(List<String> lines) {
    request("RS", "4").request("nf");
    lines.forEach(this::text);
    return request("fi").request("RE");
  }

  /**
   * Adds paragraphs, which empty lines separate. One with a line that begins with a hyphen is a
   * list, and one with columns is taken as it is.
   */
  Roff paragraphs(String text) {
    for (String paragraph : text.split("\n\n", -1)) {
      if (!paragraph.isBlank()) {
        paragraph(paragraph.lines().toList());
      }
    }
    return this;
  }

  private void paragraph(List<String> lines) {
    request("PP");
    if (lines.stream().anyMatch(line -> line.contains("  ") && !line.startsWith(" "))) {
      literal(lines);
      return;
    }
    boolean inList = false;
    for (String line : lines) {
      boolean item = line.startsWith("- ");
      if (item) {
        page.append(".IP \\(bu 2\n");
      } else if (inList && !line.startsWith(" ")) {
        request("PP");
      }
      inList = item || (inList && line.startsWith(" "));
      text(item ? line.substring(2) : line.strip());
    }
  }

  /** Returns the page. */
  @Override
  public String toString() {
    return page.toString();
  }

  /** A line that begins with a control character would be a request. */
  private static String guarded(String line) {
    return line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '\\' -> escaped.append("\\e");
      case '-' -> escaped.append("\\-");
      case '\'' -> escaped.append("\\(aq");
      case '`' -> escaped.append("\\(ga");
      case '~' -> escaped.append("\\(ti");
      case '^' -> escaped.append("\\(ha");
      default -> {
        if (c < FIRST_BEYOND_ASCII) {
          escaped.append((char) c);
        } else {
          escaped.append(String.format("\\[u%04X]", c));
        }
      }
    }
  }
}
