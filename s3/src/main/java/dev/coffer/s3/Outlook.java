package dev.coffer.s3;

import dev.coffer.remote.Causes;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What an attempt that brought no answer says of the next one. */
enum Outlook {
  /** It may succeed. */
  OPEN,
  /** The server is not there; it may be being started. */
  UNREACHABLE,
  /** It will fail as this one did. */
  NONE;

  /** What the JDK says when the other side does not begin as TLS begins. */
  private static final String NO_TLS = "Unsupported or unrecognized SSL message";

  static Outlook after(Throwable failure) {
    if (isUntrusted(failure) || isWithoutTls(failure)) {
      return NONE;
    }
    boolean isUnreachable =
        Causes.has(failure, ConnectException.class)
            || Causes.has(failure, NoRouteToHostException.class)
            || Causes.has(failure, UnknownHostException.class);
    return isUnreachable ? UNREACHABLE : OPEN;
  }

  /** Whether the server's certificate is at fault, or its name. */
  static boolean isUntrusted(Throwable failure) {
    return Causes.has(failure, SSLPeerUnverifiedException.class)
        || (Causes.has(failure, SSLException.class)
            && Causes.has(failure, CertificateException.class));
  }

  /** Whether the server speaks no TLS. */
  static boolean isWithoutTls(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(cause -> cause instanceof SSLException && NO_TLS.equals(cause.getMessage()));
  }
}
