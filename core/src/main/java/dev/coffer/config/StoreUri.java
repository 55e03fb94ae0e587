package dev.coffer.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a store's URI, {@code scheme:path?option=value&…} or {@code
 * scheme://authority/path?…}, percent-decoded.
 *
 * <p>Its errors never show the URI: it may hold what must not be shown.
 */
record StoreUri(String scheme, String authority, String path, Map<String, String> parameters) {
  private static final Pattern SCHEME =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", Pattern.DOTALL);

  static StoreUri parse(Setting uri, String store) {
    try {
      return parse(uri.value());
    } catch (IllegalArgumentException e) {
      throw ConfigurationErrors.forStore(store, uri.explain(String.valueOf(e.getMessage())), e);
    }
  }

  /** Throws an {@link IllegalArgumentException} that states what is wrong. */
  static StoreUri parse(String uri) {
    Matcher parts = SCHEME.matcher(uri);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a store's URI begins with a scheme; for a local directory write file:PATH");
    }
    String rest = parts.group(2);
    if (rest.indexOf('#') >= 0) {
      throw new IllegalArgumentException("the URI has a '#'; a '#' in a name is written '%23'");
    }
    int question = rest.indexOf('?');
    String place = question < 0 ? rest : rest.substring(0, question);
    String query = question < 0 ? "" : rest.substring(question + 1);
    return of(ValueParser.lower(parts.group(1)), place, parameters(query));
  }

  private static StoreUri of(String scheme, String place, Map<String, String> parameters) {
    if (!place.startsWith("//")) {
      return new StoreUri(scheme, "", decode(place), parameters);
    }
    int slash = place.indexOf('/', 2);
    String path = slash < 0 ? "" : place.substring(slash);
    String authority = slash < 0 ? place.substring(2) : place.substring(2, slash);
    return new StoreUri(scheme, withoutPassword(authority), decode(path), parameters);
  }

  private static String withoutPassword(String encoded) {
    String authority = decode(encoded);
    int at = authority.lastIndexOf('@');
    if (at >= 0 && authority.lastIndexOf(':', at) >= 0) {
      throw new IllegalArgumentException(
          "the URI holds a user and password; credentials never stand in a URI: give them by"
              + " option(…) or the environment");
    }
    return authority;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        put(parameters, pair);
      }
    }
    return parameters;
  }

  private static void put(Map<String, String> parameters, String pair) {
    int equals = pair.indexOf('=');
    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
    if (equals < 0) {
      throw new IllegalArgumentException(
          "the URI's parameter "
              + ConfigurationErrors.quoted(name)
              + " has no value; write name=value");
    }
    if (parameters.put(name, decode(pair.substring(equals + 1))) != null) {
      throw new IllegalArgumentException(
          "the URI has the parameter " + ConfigurationErrors.quoted(name) + " twice");
    }
  }

  private static String decode(String part) {
    return part.indexOf('%') < 0 ? part : PercentDecoding.decode(part);
  }

  /** Authority and path together, as one setting. */
  String place() {
    return authority + path;
  }

  /** Without the parameters. */
  @Override
  public String toString() {
    return scheme + ":" + (authority.isEmpty() ? "" : "//" + authority) + path;
  }
}
