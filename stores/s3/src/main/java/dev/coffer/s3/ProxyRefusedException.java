package dev.coffer.s3;

import java.io.IOException;
import org.apache.http.HttpStatus;
import org.apache.http.StatusLine;

/** A proxy does not let a request through. It is no answer of the server. */
final class ProxyRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  ProxyRefusedException(StatusLine status) {
    super("the proxy refuses, with the status " + status.getStatusCode());
  }

  /** Fails when an answer is one that only a proxy gives. */
  static void check(StatusLine status) throws ProxyRefusedException {
    if (status.getStatusCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
      throw new ProxyRefusedException(status);
    }
  }
}
