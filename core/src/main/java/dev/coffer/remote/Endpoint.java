package dev.coffer.remote;

import dev.coffer.ConfigurationException;
import java.net.URI;

/** The address of a service. */
public final class Endpoint {
  private Endpoint() {}

  /**
   * Reads an address.
   *
   * @param url with {@code http://} or {@code https://}, without a user and a query
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
    if (!http || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
      throw wrong(store, "the endpoint is not http://HOST:PORT or https://HOST:PORT");
    }
    return uri;
  }

  private static ConfigurationException wrong(String store, String hint) {
    return new ConfigurationException("open", "", store, hint, null);
  }
}
