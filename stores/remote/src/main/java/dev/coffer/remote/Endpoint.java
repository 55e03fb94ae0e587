package dev.coffer.remote;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a service. */
public final class Endpoint {
  /** A host that {@link URI} does not accept: it may contain {@code _}, as in DNS and Docker. */
  private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

  private Endpoint() {}

  /**
   * Parses an address.
   *
   * @param url starts with {@code http://} or {@code https://}, without a user or a query; its host
   *     may contain a {@code _}, in which case {@link URI#getHost} returns null but {@link #host}
   *     returns the host
   * @param store for the error
   * @return the address
   * @throws ConfigurationException if it is not valid
   */
  public static URI of(String url, String store) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      // Its message repeats the URL, which may contain a password.
      throw wrong(store, "the endpoint is not a URL: write http://HOST:PORT");
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
   * Returns an address in a form that may be shown: its path may be a secret.
   *
   * @param address an address of a service
   * @return its scheme, host and port
   */
  public static String shown(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  /**
   * Returns the host name.
   *
   * @param address an address returned by {@link #of}
   * @return the host name, which may contain {@code _}
   */
  public static String host(URI address) {
    return address.getHost() == null ? authority(address).group(1) : address.getHost();
  }

  /**
   * Returns the port.
   *
   * @param address an address returned by {@link #of}
   * @return the port, or that of the scheme if the address has none
   */
  public static int port(URI address) {
    String told = address.getHost() == null ? authority(address).group(2) : null;
    int port = told == null ? address.getPort() : Integer.parseInt(told);
    int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    return port < 0 ? usual : port;
  }

  /**
   * Returns whether an address is one of this machine, so that nobody is on the way to it. No name
   * is resolved: others than {@code localhost} may be anywhere.
   *
   * @param address an address returned by {@link #of}
   * @return whether its host is a loopback address or {@code localhost}
   */
  public static boolean isLoopback(URI address) {
    return LOOPBACK.matcher(host(address)).matches();
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
