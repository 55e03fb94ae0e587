package dev.coffer.remote;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a service. */
public final class Endpoint {
  /** A host that {@link URI} does not take for one: it may have {@code _}, as DNS and Docker do. */
  private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

  private Endpoint() {}

  /**
   * Reads an address.
   *
   * @param url with {@code http://} or {@code https://}, without a user and a query; its host may
   *     have a {@code _}, and then {@link URI#getHost} gives null where {@link #host} gives it
   * @param store for the error
   * @return the address
   * @throws ConfigurationException when it is none
   */
  public static URI of(String url, String store) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      // What it says repeats the URL, which may hold a password.
      throw wrong(store, "the endpoint is no URL: write http://HOST:PORT");
    }
    String scheme = String.valueOf(uri.getScheme());
    boolean http = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    if (!http || !hasHost(uri) || uri.getUserInfo() != null || uri.getQuery() != null) {
      throw wrong(store, "the endpoint is not http://HOST:PORT or https://HOST:PORT");
    }
    return uri;
  }

  private static boolean hasHost(URI uri) {
    return uri.getHost() != null
        || (uri.getAuthority() != null && AUTHORITY.matcher(uri.getAuthority()).matches());
  }

  /**
   * The name of the host.
   *
   * @param address as {@link #of} gives it
   * @return also one with {@code _}
   */
  public static String host(URI address) {
    return address.getHost() == null ? authority(address).group(1) : address.getHost();
  }

  /**
   * The port.
   *
   * @param address as {@link #of} gives it
   * @return that of the scheme when it has none
   */
  public static int port(URI address) {
    String told = address.getHost() == null ? authority(address).group(2) : null;
    int port = told == null ? address.getPort() : Integer.parseInt(told);
    int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    return port < 0 ? usual : port;
  }

  private static Matcher authority(URI address) {
    Matcher authority = AUTHORITY.matcher(String.valueOf(address.getAuthority()));
    if (!authority.matches()) {
      throw new IllegalArgumentException("no address of a service");
    }
    return authority;
  }

  private static ConfigurationException wrong(String store, String hint) {
    return new ConfigurationException(new ErrorContext("open", "", store), hint, null);
  }
}
