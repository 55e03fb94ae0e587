package dev.coffer.s3;

import dev.coffer.remote.Causes;
import dev.coffer.remote.MalformedResponseException;
import dev.coffer.remote.OversizedResponseException;
import dev.coffer.remote.TlsErrors;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

/** What an attempt that brought no answer says of the next one. */
enum FailureKind {
  /** It may succeed. */
  TRANSIENT,
  /** The server is not there; it may be being started. */
  UNREACHABLE,
  /** It will fail as this one did. */
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
