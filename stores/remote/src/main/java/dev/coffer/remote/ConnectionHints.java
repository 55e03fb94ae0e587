package dev.coffer.remote;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * What the message of an error says if no response was received.
 *
 * @param endpoint where requests go, for people
 * @param untrusted what to do if the certificate of the server is not trusted
 * @param withoutTls what to do if the server does not speak TLS
 */
public record ConnectionHints(String endpoint, String untrusted, String withoutTls) {
  /** Its module is not one that every back end needs. */
  private static final String TIMEOUT_OF_THE_JDK = "HttpTimeoutException";

  /**
   * Returns hints for a back end that uses the trust store of the JVM and takes the scheme of its
   * endpoint from the URL.
   *
   * @param endpoint where requests go, for people
   * @return the hints
   */
  public static ConnectionHints of(String endpoint) {
    return new ConnectionHints(
        endpoint,
        "the JVM does not trust its certificate, or the certificate is for another host; a private"
            + " authority belongs in the JVM's trust store (javax.net.ssl.trustStore)",
        "write http:// if that is intended");
  }

  /**
   * Returns what is wrong and what to do.
   *
   * @param failure what the client threw
   * @return the hint of an error
   */
  public String hint(Throwable failure) {
    if (Causes.has(failure, UnknownHostException.class)) {
      return "the host of " + endpoint + " is unknown";
    }
    if (TlsErrors.isOfCertificate(failure)) {
      return "no trusted connection to " + endpoint + ": " + untrusted;
    }
    if (TlsErrors.isWithoutTls(failure)) {
      return withoutTlsHint();
    }
    if (Causes.has(failure, SSLException.class)) {
      return "no trusted connection to " + endpoint;
    }
    if (isOfPool(failure)) {
      return "all connections are in use: close streams, or raise the option connections";
    }
    return isTimeout(failure)
        ? "no answer from " + endpoint + " within the timeout"
        : "no connection to " + endpoint;
  }

  /**
   * Returns what to do if the server does not speak TLS, for a client that recognises it itself.
   *
   * @return the hint of an error
   */
  public String withoutTlsHint() {
    return "no trusted connection to "
        + endpoint
        + ": the server does not use TLS, so "
        + withoutTls;
  }

  /** The exceptions of pools have no type in common. */
  private static boolean isOfPool(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(cause -> cause.getClass().getSimpleName().contains("ConnectionPool"));
  }

  private static boolean isTimeout(Throwable failure) {
    return Causes.has(failure, SocketTimeoutException.class)
        || Causes.has(failure, TimeoutException.class)
        || Causes.of(failure)
            .anyMatch(cause -> cause.getClass().getSimpleName().equals(TIMEOUT_OF_THE_JDK));
  }
}
