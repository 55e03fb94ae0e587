package dev.coffer.app;

import static java.util.regex.Pattern.DOTALL;

import dev.coffer.event.ReceiverName;
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
              + "([/?#](?:[^\\s,;)\"}]|[,;)](?![\\s:,;)\"}]|$))*)",
          Pattern.CASE_INSENSITIVE);

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
    return URL.matcher(text)
        .replaceAll(
            url -> {
              String place = url.group(3);
              if (PLAIN.matcher(place).matches()) {
                return Matcher.quoteReplacement(url.group());
              }
              String end = place.endsWith(":") ? ":" : "";
              String rest = place.substring(0, place.length() - end.length());
              return Matcher.quoteReplacement(
                  ReceiverName.of(url.group(1) + url.group(2), rest) + end);
            });
  }
}
