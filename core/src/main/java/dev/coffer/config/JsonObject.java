package dev.coffer.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes names and values as the text of a JSON object, in the order of the names. */
final class JsonObject {
  private JsonObject() {}

  static String of(Map<String, String> values) {
    StringBuilder json = new StringBuilder("{");
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              json.append(json.length() == 1 ? "" : ",");
              quote(name, json);
              json.append(':');
              quote(value, json);
            });
    return json.append('}').toString();
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20) {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
