package dev.coffer.remote;

import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Connections that cannot be trusted, and that no later attempt makes better. */
public final class TlsErrors {
  /** What the JDK says if the other side does not begin as TLS begins. */
  private static final String NO_TLS = "Unsupported or unrecognized SSL message";

  private TlsErrors() {}

  /**
   * Whether a connection failed since the server's certificate, or the name in it, is not trusted.
   *
   * @param failure of an attempt
   * @return whether the certificate is at fault
   */
  public static boolean isOfCertificate(Throwable failure) {
    return Causes.has(failure, SSLPeerUnverifiedException.class)
        || (Causes.has(failure, SSLException.class)
            && Causes.has(failure, CertificateException.class));
  }

  /**
   * Whether a connection failed since the server speaks no TLS.
   *
   * @param failure of an attempt
   * @return whether it is certain that the server does not begin as TLS begins
   */
  public static boolean isWithoutTls(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(cause -> cause instanceof SSLException && NO_TLS.equals(cause.getMessage()));
  }
}
