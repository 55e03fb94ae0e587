package dev.coffer.remote;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;

/**
 * Tells a service that cannot be reached at all, which is most often a wrong address, from one that
 * has trouble and may recover: its host is unknown, it refuses connections, or it ends the
 * handshake of TLS. It is told by the kinds of exceptions alone, since their texts hold names of
 * hosts.
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
   * Whether an attempt did not reach the service.
   *
   * @param failure of the attempt
   * @return false for a connection that was lost, and for a timeout
   */
  public static boolean is(Throwable failure) {
    return Causes.of(failure).anyMatch(cause -> KINDS.stream().anyMatch(k -> k.isInstance(cause)));
  }
}
