package dev.coffer.fakegcs.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes values in one line. */
final class JsonWriter {
  private JsonWriter() {}

  static void append(StringBuilder text, Object value) {
    if (value instanceof Map<?, ?> members) {
      appendMembers(text, members);
    } else if (value instanceof List<?> values) {
      appendValues(text, values);
    } else if (value instanceof String string) {
      appendString(text, string);
    } else {
      text.append(value);
    }
  }

  private static void appendMembers(StringBuilder text, Map<?, ?> members) {
    String before = "{";
    for (Map.Entry<?, ?> member : members.entrySet()) {
      appendString(text.append(before), String.valueOf(member.getKey()));
      append(text.append(':'), member.getValue());
      before = ",";
    }
    text.append(members.isEmpty() ? "{}" : "}");
  }

  private static void appendValues(StringBuilder text, List<?> values) {
    text.append('[');
    for (Iterator<?> each = values.iterator(); each.hasNext(); ) {
      append(text, each.next());
      text.append(each.hasNext() ? "," : "");
    }
    text.append(']');
  }

  private static void appendString(StringBuilder text, String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
