package dev.coffer.remote;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;

/**
 * Distinguishes a service that cannot be reached at all, usually because of a wrong address, from
 * one that has trouble and may recover. A service is unreachable if its host is unknown, it refuses
 * connections, or it ends the TLS handshake. Only the classes of exceptions are examined, since
 * their messages contain host names.
 */
public final class Unreachable {
  private static final List<Class<? extends Throwable>> KINDS =
      List.of(
          ConnectException.class,
          UnknownHostException.class,
          NoRouteToHostException.class,
          UnresolvedAddressException.class,
          SSLHandshakeException.class);

  private Unreachable() {}

  /**
   * Returns whether an attempt did not reach the service.
   *
   * @param failure the failure of the attempt
   * @return true if it did not; false for a lost connection and for a timeout
   */
  public static boolean is(Throwable failure) {
    return Causes.of(failure).anyMatch(cause -> KINDS.stream().anyMatch(k -> k.isInstance(cause)));
  }
}
