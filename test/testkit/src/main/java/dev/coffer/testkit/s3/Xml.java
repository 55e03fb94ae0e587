package dev.coffer.testkit.s3;

import dev.coffer.testkit.http.HttpAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Responses of S3 with an XML body. */
final class Xml {
  private static final Pattern REFERENCE = Pattern.compile("&#(?:x([0-9a-fA-F]+)|(\\d+));");

  private Xml() {}

  static HttpAnswer answer(int status, String body) {
    String document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body;
    return HttpAnswer.of(
        status,
        Map.of("Content-Type", "application/xml"),
        document.getBytes(StandardCharsets.UTF_8));
  }

  static HttpAnswer error(int status, String code, String message) {
    return answer(
        status, "<Error>" + element("Code", code) + element("Message", message) + "</Error>");
  }

  static String element(String name, String text) {
    return "<" + name + ">" + escaped(text) + "</" + name + ">";
  }

  /**
   * Returns a key as in listings: a character that XML cannot represent is a reference that no
   * parser accepts.
   */
  static String key(String name, String key, boolean encoded) {
    return encoded
        ? element(name, URLEncoder.encode(key, StandardCharsets.UTF_8))
        : element(name, key);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              boolean plain = c >= ' ' && c < 0xFFFE && "<>&".indexOf(c) < 0;
              escaped.append(plain ? String.valueOf((char) c) : "&#" + c + ";");
            });
    return escaped.toString();
  }

  /** Returns the text with its references resolved. */
  static String unescaped(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(reference -> Matcher.quoteReplacement(character(reference)))
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  private static String character(MatchResult reference) {
    int base = reference.group(1) == null ? 10 : 16;
    return Character.toString(Integer.parseInt(reference.group(base == 10 ? 2 : 1), base));
  }
}
