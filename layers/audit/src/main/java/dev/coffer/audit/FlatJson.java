package dev.coffer.audit;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON objects whose values are texts and whole numbers: what a trail needs of JSON. */
final class FlatJson {
  private static final Pattern FIELD =
      Pattern.compile(
          "\"([a-z]+)\":(?:\"((?:[^\"\\\\]|\\\\[\"\\\\]|\\\\u[0-9a-f]{4})*+)\"|(\\d{1,18}))");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:([\"\\\\])|u([0-9a-f]{4}))");

  private FlatJson() {}

  static String write(Map<String, Object> fields) {
    StringBuilder json = new StringBuilder(256);
    fields.forEach(
        (name, value) -> {
          json.append(json.length() == 0 ? '{' : ',').append('"').append(name).append("\":");
          if (value instanceof Number) {
            json.append(value);
          } else {
            quote(value.toString(), json);
          }
        });
    return json.append('}').toString();
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (isOdd(c)) {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  /** What a terminal would obey, and halves of characters. */
  private static boolean isOdd(char c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Map<String, String> read(String json) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(json);
    int at = 0;
    while (at < json.length() - 1) {
      char before = json.charAt(at);
      boolean follows = before == (at == 0 ? '{' : ',');
      if (!follows || !field.find(at + 1) || field.start() != at + 1) {
        throw new IllegalArgumentException("no line of a trail");
      }
      String text = field.group(2);
      fields.put(field.group(1), text == null ? field.group(3) : unquote(text));
      at = field.end();
    }
    if (fields.isEmpty() || at != json.length() - 1 || json.charAt(at) != '}') {
      throw new IllegalArgumentException("no line of a trail");
    }
    return fields;
  }

  private static String unquote(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) != null
                        ? found.group(1)
                        : String.valueOf((char) Integer.parseInt(found.group(2), 16))));
  }
}
