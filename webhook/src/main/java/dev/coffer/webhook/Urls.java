package dev.coffer.webhook;

import dev.coffer.FilePath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The URL of a file at a receiver. */
final class Urls {
  private static final String KEPT = "-._~/";

  private Urls() {}

  /** The path behind that of the URL, before its query, with one slash between. */
  static URI of(URI url, FilePath path) {
    String base = url.getRawPath().replaceFirst("/+$", "");
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return URI.create(
        url.getScheme() + "://" + url.getRawAuthority() + base + "/" + encode(path) + query);
  }

  static String encode(FilePath path) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : path.toString().getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean kept = c < 0x80 && (Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0);
      if (kept) {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }
}
