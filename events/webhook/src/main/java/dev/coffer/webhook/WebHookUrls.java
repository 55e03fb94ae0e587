package dev.coffer.webhook;

import dev.coffer.FilePath;
import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URLs of receivers and of files at them. They are parsed here and not by {@link URI}, which
 * finds no host in a name with an underscore.
 */
final class WebHookUrls {
  private static final String KEPT = "-._~/";

  /**
   * The characters that a URL may contain unencoded in addition: delimiters, and the percent sign.
   */
  private static final String KEPT_IN_URLS = KEPT + ":@!$&'()*+,;=%";

  private static final String KEPT_IN_QUERIES = KEPT_IN_URLS + "?[]";

  private static final Pattern URL =
      Pattern.compile("(https?)://([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~-]+)(?::(\\d{0,5}))?");
  private static final int HIGHEST_PORT = 65_535;

  private WebHookUrls() {}

  /** Parses a receiver's URL; illegal characters are percent-encoded. */
  static URI parse(String text) {
    Matcher url = URL.matcher(text.strip());
    if (!url.matches()) {
      throw WebHook.wrong("a receiver's URL must be http://HOST/… or https://HOST/…", null);
    }
    String authority = authority(url.group(2));
    String query = url.group(4) == null ? "" : url.group(4);
    String scheme = url.group(1).toLowerCase(Locale.ROOT);
    String path = encode(percents(url.group(3)), KEPT_IN_URLS);
    return checked(
        URI.create(scheme + "://" + authority + path + encode(percents(query), KEPT_IN_QUERIES)));
  }

  /** Encodes percent signs that do not begin an encoded character. */
  private static String percents(String text) {
    return text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }

  private static String authority(String text) {
    if (text.contains("@")) {
      throw WebHook.wrong("a receiver's URL must not contain credentials; use a header", null);
    }
    Matcher authority = AUTHORITY.matcher(ascii(text));
    boolean right = authority.matches();
    String port = right && authority.group(2) != null ? authority.group(2) : "";
    if (!right || (!port.isEmpty() && Integer.parseInt(port) > HIGHEST_PORT)) {
      throw WebHook.wrong(
          "the host of a receiver's URL must be a name, an IPv4 address or an IPv6 address in"
              + " brackets, optionally with :PORT",
          null);
    }
    return authority.group(1) + (port.isEmpty() ? "" : ":" + port);
  }

  /** Returns an internationalised name in the form for DNS. */
  private static String ascii(String authority) {
    try {
      return authority.chars().allMatch(c -> c < 0x80) ? authority : IDN.toASCII(authority);
    } catch (IllegalArgumentException e) {
      return ""; // Reported as an invalid host: the exception's message may contain the URL.
    }
  }

  /** Refuses https for a name that no certificate can contain. */
  private static URI checked(URI url) {
    if (url.getScheme().equals("https") && isUnusual(url)) {
      throw WebHook.wrong(
          "a host whose name no certificate can contain, such as one with an underscore, can only"
              + " be used with http: use another name for https, or http://",
          null);
    }
    return url;
  }

  /** Returns whether the JDK's client does not accept the name of the host. */
  static boolean isUnusual(URI url) {
    return url.getHost() == null;
  }

  /** Returns the host; an IPv6 address in brackets. */
  static String host(URI url) {
    return matched(url).group(1);
  }

  /** Returns the port, if the URL contains one. */
  static OptionalInt port(URI url) {
    String port = matched(url).group(2);
    return port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
  }

  private static Matcher matched(URI url) {
    Matcher authority = AUTHORITY.matcher(url.getRawAuthority());
    if (!authority.matches()) {
      throw new IllegalArgumentException("not a receiver's URL");
    }
    return authority;
  }

  /** Appends the path to that of the URL, before its query, separated by one slash. */
  static URI of(URI url, FilePath path) {
    String base = url.getRawPath().replaceFirst("/+$", "");
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return URI.create(
        url.getScheme() + "://" + url.getRawAuthority() + base + "/" + encode(path) + query);
  }

  static String encode(FilePath path) {
    return encode(path.toString(), KEPT);
  }

  private static String encode(String text, String kept) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || kept.indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }
}
