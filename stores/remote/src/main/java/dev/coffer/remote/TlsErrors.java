package dev.coffer.remote;

import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Recognizes TLS failures that no later attempt can cure. */
public final class TlsErrors {
  /** The JDK's message if the other side does not start a TLS handshake. */
  private static final String NO_TLS = "Unsupported or unrecognized SSL message";

  private TlsErrors() {}

  /**
   * Returns whether a connection failed because the server's certificate, or the name in it, is not
   * trusted.
   *
   * @param failure the failure of an attempt
   * @return whether the certificate is at fault
   */
  public static boolean isOfCertificate(Throwable failure) {
    return Causes.has(failure, SSLPeerUnverifiedException.class)
        || (Causes.has(failure, SSLException.class)
            && Causes.has(failure, CertificateException.class));
  }

  /**
   * Returns whether a connection failed because the server does not speak TLS.
   *
   * @param failure the failure of an attempt
   * @return whether it is certain that the server does not start a TLS handshake
   */
  public static boolean isWithoutTls(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(cause -> cause instanceof SSLException && NO_TLS.equals(cause.getMessage()));
  }
}
