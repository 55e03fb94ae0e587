package dev.coffer.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON objects whose values are strings and integers. */
public final class JsonText {
  private static final String BLANK = "[ \\t\\r\\n]*+";
  private static final String TEXT =
      "\"((?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*+)\"";
  private static final String NUMBER = "(-?(?:0|[1-9][0-9]{0,17}))";
  private static final Pattern FIELD =
      Pattern.compile(
          BLANK + TEXT + BLANK + ":" + BLANK + "(?:" + TEXT + "|" + NUMBER + ")" + BLANK);
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|([\"\\\\/bfnrt]))");

  private JsonText() {}

  /**
   * Writes an object.
   *
   * @param fields strings and numbers, in order
   * @return one line, without whitespace
   */
  public static String object(Map<String, ?> fields) {
    StringBuilder json = new StringBuilder(256);
    fields.forEach(
        (name, value) -> {
          quote(json.append(json.length() == 0 ? '{' : ','), name);
          json.append(':');
          if (value instanceof Number) {
            json.append(value);
          } else {
            quote(json, value.toString());
          }
        });
    return json.append(json.length() == 0 ? "{}" : "}").toString();
  }

  /**
   * Writes a string.
   *
   * @param json json receives the string, in quotes and {@linkplain Printable printable}
   * @param text any
   */
  public static void quote(StringBuilder json, String text) {
    json.append('"');
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append((char) c);
      } else {
        Printable.append(json, c);
      }
    }
    json.append('"');
  }

  /**
   * Reads an object.
   *
   * @param json the text of one object
   * @return a {@link String} or a {@link Long} for each name, in order
   * @throws IllegalArgumentException if it is not an object of strings and integers of at most 18
   *     digits. The message does not contain it
   */
  public static Map<String, Object> read(String json) {
    String object = json.strip();
    int end = object.length() - 1;
    check(end > 0 && object.charAt(0) == '{' && object.charAt(end) == '}');
    Map<String, Object> fields = new LinkedHashMap<>();
    if (object.substring(1, end).isBlank()) {
      return fields;
    }
    Matcher field = FIELD.matcher(object);
    for (int at = 0; at < end; at = field.end()) {
      check(at == 0 || object.charAt(at) == ',');
      check(field.region(at + 1, end).lookingAt());
      fields.put(plain(field.group(1)), value(field.group(2), field.group(3)));
    }
    return fields;
  }

  /**
   * Reads an object without numbers.
   *
   * @param json the text of one object
   * @return a string for each name, in order
   * @throws IllegalArgumentException if it is not an object of strings
   */
  public static Map<String, String> readTexts(String json) {
    Map<String, String> texts = new LinkedHashMap<>();
    read(json)
        .forEach(
            (name, value) -> {
              check(value instanceof String);
              texts.put(name, value.toString());
            });
    return texts;
  }

  private static void check(boolean right) {
    if (!right) {
      throw new IllegalArgumentException("no JSON object of texts and whole numbers");
    }
  }

  private static Object value(@Nullable String text, String number) {
    return text == null ? (Object) Long.valueOf(number) : plain(text);
  }

  private static String plain(String text) {
    return text.indexOf('\\') < 0 ? text : ESCAPE.matcher(text).replaceAll(JsonText::plain);
  }

  private static String plain(MatchResult escape) {
    String unit = escape.group(1);
    char c = unit == null ? plain(escape.group(2).charAt(0)) : (char) Integer.parseInt(unit, 16);
    return Matcher.quoteReplacement(String.valueOf(c));
  }

  private static char plain(char escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escaped;
    };
  }
}
