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
 * The URLs of receivers and of files at them. They are read here and not by {@link URI}, which
 * knows no host whose name has an underscore.
 */
final class WebHookUrls {
  private static final String KEPT = "-._~/";

  /** What a URL may have besides as it is: what divides it, and what is encoded already. */
  private static final String KEPT_IN_URLS = KEPT + ":@!$&'()*+,;=%";

  private static final String KEPT_IN_QUERIES = KEPT_IN_URLS + "?[]";

  private static final Pattern URL =
      Pattern.compile("(https?)://([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~-]+)(?::(\\d{0,5}))?");
  private static final int HIGHEST_PORT = 65_535;

  private WebHookUrls() {}

  /** Reads a receiver's URL; what it may not have as it is is percent-encoded. */
  static URI parse(String text) {
    Matcher url = URL.matcher(text.strip());
    if (!url.matches()) {
      throw WebHook.wrong("a receiver's URL is http://HOST/… or https://HOST/…", null);
    }
    String authority = authority(url.group(2));
    String query = url.group(4) == null ? "" : url.group(4);
    String scheme = url.group(1).toLowerCase(Locale.ROOT);
    String path = encode(percents(url.group(3)), KEPT_IN_URLS);
    return checked(
        URI.create(scheme + "://" + authority + path + encode(percents(query), KEPT_IN_QUERIES)));
  }

  /** A percent sign that encodes nothing stands for itself. */
  private static String percents(String text) {
    return text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }

  private static String authority(String text) {
    if (text.contains("@")) {
      throw WebHook.wrong("credentials never stand in a receiver's URL; give a header", null);
    }
    Matcher authority = AUTHORITY.matcher(ascii(text));
    boolean right = authority.matches();
    String port = right && authority.group(2) != null ? authority.group(2) : "";
    if (!right || (!port.isEmpty() && Integer.parseInt(port) > HIGHEST_PORT)) {
      throw WebHook.wrong(
          "the host of a receiver's URL is a name, an IPv4 address or an IPv6 address in brackets,"
              + " perhaps with :PORT",
          null);
    }
    return authority.group(1) + (port.isEmpty() ? "" : ":" + port);
  }

  /** A name in letters of a language, as it is looked up. */
  private static String ascii(String authority) {
    try {
      return authority.chars().allMatch(c -> c < 0x80) ? authority : IDN.toASCII(authority);
    } catch (IllegalArgumentException e) {
      return ""; // It is told as no host: the message may hold the URL.
    }
  }

  /** No certificate can be checked for a name that no certificate may have. */
  private static URI checked(URI url) {
    if (url.getScheme().equals("https") && isUnusual(url)) {
      throw WebHook.wrong(
          "a host whose name no certificate may have, such as one with an underscore, is reached"
              + " over http alone: give it a name without one for https, or use http://",
          null);
    }
    return url;
  }

  /** Whether the host has a name that the JDK's client does not take. */
  static boolean isUnusual(URI url) {
    return url.getHost() == null;
  }

  /** The host, an IPv6 address in brackets. */
  static String host(URI url) {
    return matched(url).group(1);
  }

  /** The port, if the URL names one. */
  static OptionalInt port(URI url) {
    String port = matched(url).group(2);
    return port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
  }

  private static Matcher matched(URI url) {
    Matcher authority = AUTHORITY.matcher(url.getRawAuthority());
    if (!authority.matches()) {
      throw new IllegalArgumentException("no receiver's URL");
    }
    return authority;
  }

  /** The path behind that of the URL, before its query, with one slash between. */
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
