package dev.coffer.s3;

import java.io.IOException;
import org.apache.http.HttpStatus;
import org.apache.http.StatusLine;

/** Thrown if a proxy refuses a request. The response does not come from the server. */
final class ProxyRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  ProxyRefusedException(StatusLine status) {
    super("the proxy refused the request with status " + status.getStatusCode());
  }

  /** Throws if a response can only come from a proxy. */
  static void check(StatusLine status) throws ProxyRefusedException {
    if (status.getStatusCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
      throw new ProxyRefusedException(status);
    }
  }
}
