package dev.coffer.redis;

import dev.coffer.config.Secret;
import dev.coffer.delivery.PortNumber;
import io.valkey.Connection;
import io.valkey.DefaultJedisClientConfig;
import io.valkey.DefaultJedisSocketFactory;
import io.valkey.HostAndPort;
import io.valkey.JedisClientConfig;
import io.valkey.exceptions.JedisException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is, and who asks: {@code redis://[user[:password]@]host[:port][/database]}, or
 * {@code rediss:} for TLS, with the check of the host's name that the JDK has.
 *
 * @param trust whom to trust; empty for the certificate authorities that the JDK has
 * @param user the user of Redis's access control; empty for its default user
 */
record RedisAddress(
    String host,
    int port,
    boolean tls,
    Optional<SSLContext> trust,
    Optional<String> user,
    Optional<Secret> password,
    int database) {
  /** The JDK finds no host in a name with an underscore. */
  private static final Pattern PLACE =
      Pattern.compile(
          "((?<login>.*)@)?(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~-]+)(:(?<port>\\d{0,9}))?");

  private static final String[] NOBODY = {};
  private static final int USUAL_PORT = 6379;

  /**
   * Reads a URI.
   *
   * @param password instead of the one in the URI
   * @throws IllegalArgumentException if it is none; the message says what it must be, without any
   *     secret
   */
  static RedisAddress parse(String text, Optional<Secret> password) {
    URI uri = uri(text);
    boolean tls = "rediss".equals(uri.getScheme());
    Matcher place = PLACE.matcher(uri.getAuthority() == null ? "" : uri.getAuthority());
    if ((!tls && !"redis".equals(uri.getScheme())) || !place.matches() || hasMore(uri)) {
      throw wrong();
    }
    String[] login = place.group("login") == null ? NOBODY : place.group("login").split(":", 2);
    Optional<String> user =
        login.length > 0 && !login[0].isEmpty() ? Optional.of(login[0]) : Optional.empty();
    Optional<Secret> own = login.length > 1 ? Optional.of(new Secret(login[1])) : Optional.empty();
    return new RedisAddress(
        place.group("host"),
        port(place.group("port")),
        tls,
        Optional.empty(),
        user,
        password.or(() -> own),
        database(uri.getPath()));
  }

  /** Returns the same address, whose server has a certificate that a context trusts. */
  RedisAddress trusting(SSLContext context) {
    return new RedisAddress(host, port, tls, Optional.of(context), user, password, database);
  }

  /** Returns whether a URI has a password; false if it is none. */
  static boolean holdsPassword(String text) {
    try {
      return parse(text, Optional.empty()).password().isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(); // its message and its cause show the URI, which may have a password
    }
  }

  private static boolean hasMore(URI uri) {
    return uri.getQuery() != null || uri.getFragment() != null;
  }

  private static int port(@Nullable String digits) {
    if (digits == null || digits.isEmpty()) {
      return USUAL_PORT;
    }
    if (!PortNumber.isValid(digits)) {
      throw wrong();
    }
    return Integer.parseInt(digits);
  }

  private static int database(String path) {
    if (path.isEmpty() || path.equals("/")) {
      return 0;
    }
    if (!path.matches("/[0-9]{1,6}")) {
      throw wrong();
    }
    return Integer.parseInt(path.substring(1));
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "redis://host:port/database, or rediss: for TLS, with a user before the host if need be and"
            + " a port from 1 to 65535");
  }

  /**
   * Opens a connection, which is logged in. Each answer on it comes within the time, or it is
   * broken.
   *
   * @param patience the longest time that connecting takes, and each answer
   * @throws JedisException if nobody answers, or the login is refused
   */
  Connection connect(Duration patience) {
    return new Connection(new HostAndPort(host, port), config(patience));
  }

  /**
   * Opens a connection whose calls end within their time even if the server sends byte by byte.
   *
   * @param patience the longest time until it is logged in
   * @throws JedisException if nobody answers, or the login is refused
   */
  RedisConnection open(Duration patience) {
    JedisClientConfig config = config(patience);
    HostAndPort place = new HostAndPort(host, port);
    return RedisConnection.open(new DefaultJedisSocketFactory(place, config), config, patience);
  }

  private JedisClientConfig config(Duration patience) {
    int millis = Math.toIntExact(patience.toMillis());
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(millis)
            .socketTimeoutMillis(millis)
            .clientName("coffer")
            .database(database);
    user.ifPresent(config::user);
    password.ifPresent(each -> config.password(each.reveal()));
    if (tls) {
      SSLParameters checks = new SSLParameters();
      checks.setEndpointIdentificationAlgorithm("HTTPS");
      config.ssl(true).sslParameters(checks);
      trust.map(SSLContext::getSocketFactory).ifPresent(config::sslSocketFactory);
    }
    return config.build();
  }

  /** Returns the URI without user and password. */
  @Override
  public String toString() {
    String authority = host + ":" + port;
    return (tls ? "rediss://" : "redis://") + authority + (database == 0 ? "" : "/" + database);
  }
}
