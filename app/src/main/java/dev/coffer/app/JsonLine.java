package dev.coffer.app;

import dev.coffer.Entry;
import dev.coffer.FileInfo;

/** One entry as one line of JSON. What is not known is left out. */
final class JsonLine {
  private final StringBuilder json = new StringBuilder("{");

  private JsonLine() {}

  static String of(Entry entry) {
    JsonLine line = new JsonLine();
    line.text("path", Display.path(entry));
    line.value("directory", String.valueOf(entry.isDirectory()));
    if (entry instanceof FileInfo file) {
      line.value("size", String.valueOf(file.size()));
      line.text("lastModified", file.lastModified().toString());
      line.text("etag", file.etag());
      if (file.contentType().isPresent()) {
        line.text("contentType", file.contentType().get());
      }
    }
    return line.json.append('}').toString();
  }

  private void text(String key, String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      append(quoted, c);
    }
    value(key, quoted.append('"').toString());
  }

  private static void append(StringBuilder quoted, int c) {
    if (c == '"' || c == '\\') {
      quoted.append('\\').append((char) c);
    } else if (Visible.isVisible(c)) {
      quoted.appendCodePoint(c);
    } else {
      Visible.appendEscape(quoted, c);
    }
  }

  private void value(String key, String value) {
    json.append(json.length() == 1 ? "\"" : ",\"").append(key).append("\":").append(value);
  }
}
