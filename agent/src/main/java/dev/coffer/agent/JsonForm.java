package dev.coffer.agent;

import java.util.Iterator;
import java.util.Map;

/** The forms in which the existing servers write JSON, byte for byte. */
enum JsonForm {
  /**
   * As Python's {@code json.dumps} writes: a blank after each comma and colon, and whatever is not
   * ASCII as escapes.
   */
  SPACED(", ", ": ", false, true),

  /** As pydantic writes: no blanks, and text as it is. */
  COMPACT(",", ":", false, false),

  /** As Python's {@code json.dump} writes with an indent of two. */
  INDENTED(",", ": ", true, true);

  private static final String HEX = "0123456789abcdef";

  private final String comma;
  private final String colon;
  private final boolean lines;
  private final boolean ascii;

  JsonForm(String comma, String colon, boolean lines, boolean ascii) {
    this.comma = comma;
    this.colon = colon;
    this.lines = lines;
    this.ascii = ascii;
  }

  /** Writes a value. */
  String write(JsonValue value) {
    StringBuilder json = new StringBuilder(256);
    append(json, value, 0);
    return json.toString();
  }

  private void append(StringBuilder json, JsonValue value, int depth) {
    if (value instanceof JsonValue.Text text) {
      quote(json, text.value());
    } else if (value instanceof JsonValue.Word word) {
      json.append(word.text());
    } else if (value instanceof JsonValue.Items items) {
      append(json, items, depth);
    } else if (value instanceof JsonValue.Fields fields) {
      append(json, fields, depth);
    }
  }

  private void append(StringBuilder json, JsonValue.Items items, int depth) {
    Iterator<JsonValue> values = items.values().iterator();
    json.append('[');
    while (values.hasNext()) {
      breakLine(json, depth + 1);
      append(json, values.next(), depth + 1);
      json.append(values.hasNext() ? comma : "");
    }
    end(json, items.values().isEmpty(), depth).append(']');
  }

  private void append(StringBuilder json, JsonValue.Fields fields, int depth) {
    Iterator<Map.Entry<String, JsonValue>> values = fields.values().entrySet().iterator();
    json.append('{');
    while (values.hasNext()) {
      Map.Entry<String, JsonValue> field = values.next();
      breakLine(json, depth + 1);
      quote(json, field.getKey());
      json.append(colon);
      append(json, field.getValue(), depth + 1);
      json.append(values.hasNext() ? comma : "");
    }
    end(json, fields.values().isEmpty(), depth).append('}');
  }

  private StringBuilder end(StringBuilder json, boolean empty, int depth) {
    if (!empty) {
      breakLine(json, depth);
    }
    return json;
  }

  private void breakLine(StringBuilder json, int depth) {
    if (lines) {
      json.append('\n').append("  ".repeat(depth));
    }
  }

  /** Writes a string in quotes. */
  void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c) && !isPaired(text, i)) {
        unit(json, c);
      } else {
        append(json, c);
      }
    }
    json.append('"');
  }

  /** A surrogate without the other has no form in UTF-8, so that it is always an escape. */
  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private void append(StringBuilder json, char c) {
    char letter = escape(c);
    if (letter != 0) {
      json.append('\\').append(letter);
    } else if (c < ' ' || (ascii && c > '~')) {
      unit(json, c);
    } else {
      json.append(c);
    }
  }

  /** Returns the letter of a short escape, or 0. */
  private static char escape(char c) {
    return switch (c) {
      case '"', '\\' -> c;
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\t' -> 't';
      case '\b' -> 'b';
      case '\f' -> 'f';
      default -> 0;
    };
  }

  /** Writes an escape of four digits; a character beyond the first plane takes two. */
  static void unit(StringBuilder json, char c) {
    json.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      json.append(HEX.charAt(c >> shift & 0xF));
    }
  }
}
