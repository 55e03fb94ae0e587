package dev.coffer.s3;

import dev.coffer.remote.Causes;
import dev.coffer.remote.MalformedResponseException;
import dev.coffer.remote.OversizedResponseException;
import dev.coffer.remote.TlsErrors;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

/** What an attempt without a response suggests about the next attempt. */
enum FailureKind {
  /** It may succeed. */
  TRANSIENT,
  /** The server cannot be reached; it may be starting. */
  UNREACHABLE,
  /** It will fail in the same way. */
  PERMANENT;

  static FailureKind after(Throwable failure) {
    if (TlsErrors.isOfCertificate(failure)
        || TlsErrors.isWithoutTls(failure)
        || Causes.has(failure, OversizedResponseException.class)
        || Causes.has(failure, MalformedResponseException.class)) {
      return PERMANENT;
    }
    boolean isUnreachable =
        Causes.has(failure, ConnectException.class)
            || Causes.has(failure, NoRouteToHostException.class)
            || Causes.has(failure, UnknownHostException.class);
    return isUnreachable ? UNREACHABLE : TRANSIENT;
  }
}
