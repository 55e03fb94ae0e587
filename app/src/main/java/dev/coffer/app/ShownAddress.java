package dev.coffer.app;

import static java.util.regex.Pattern.DOTALL;

import dev.coffer.event.ReceiverName;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * URLs as they may be shown: path and query of a receiver's are often its key, so a hash stands for
 * them, the same as in the tags of its numbers.
 */
final class ShownAddress {
  private static final Pattern URL =
      Pattern.compile(
          "\\b(https?://)(?:[^\\s/?#@]*@)?([^\\s/?#,;)\"}]+)"
              + "([/?#](?:[^\\s,;)\"}]|[,;)](?![\\s:,;)\"}]|$))*)?",
          Pattern.CASE_INSENSITIVE);

  /** Of a text that is nothing but URLs, where only a space ends one. */
  private static final Pattern VALUE =
      Pattern.compile(
          "\\b(https?://)(?:[^\\s/?#@]*@)?([^\\s/?#]+)([/?#]\\S*)?", Pattern.CASE_INSENSITIVE);

  /** A path that tells nothing: none, or a hash already. */
  private static final Pattern PLAIN = Pattern.compile("/(?:[0-9a-f]{0,16}|…):?");

  private static final Pattern STORE =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*:(?://)?|//)?(?:[^/?#]*@(?=[^/?#]))?([^?#]*).*", DOTALL);

  private ShownAddress() {}

  /**
   * The word that names a store, without what may be a secret by mistake: user, password and
   * parameters. A URL of HTTP is none of a store.
   */
  static String ofStore(String word) {
    Matcher parts = STORE.matcher(word);
    return shown(
        parts.matches() ? (parts.group(1) == null ? word : parts.group(1) + parts.group(2)) : word);
  }

  /** The text with each URL of HTTP shown as scheme, host and hash. */
  static String shown(String text) {
    return shown(URL, text);
  }

  /** The value of a setting, in which nothing but a space ends a URL. */
  static String ofValue(String value) {
    return shown(VALUE, value);
  }

  private static String shown(Pattern urls, String text) {
    return urls.matcher(text).replaceAll(url -> Matcher.quoteReplacement(shown(url)));
  }

  private static String shown(MatchResult url) {
    String host = url.group(1) + url.group(2);
    String place = url.group(3) == null ? "" : url.group(3);
    if (place.isEmpty() || PLAIN.matcher(place).matches()) {
      return host + place;
    }
    String end = place.endsWith(":") ? ":" : "";
    return ReceiverName.of(host, place.substring(0, place.length() - end.length())) + end;
  }
}
