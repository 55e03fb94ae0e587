package dev.coffer.s3;

import java.io.IOException;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.HttpStatus;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * Sends requests, and distinguishes a proxy that refuses a tunnel from the server: the client would
 * hold the proxy's complete text in memory and return it as the server's response.
 */
final class TunnelRequests extends HttpRequestExecutor {
  private static final String CONNECT = "CONNECT";

  @Override
  public HttpResponse execute(
      HttpRequest request, HttpClientConnection connection, HttpContext context)
      throws IOException, HttpException {
    HttpResponse answer = super.execute(request, connection, context);
    int status = answer.getStatusLine().getStatusCode();
    if (request.getRequestLine().getMethod().equals(CONNECT)
        && status >= HttpStatus.SC_MULTIPLE_CHOICES) {
      answer.setEntity(null);
      connection.close();
      if (status != HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
        throw new ProxyRefusedException(answer.getStatusLine());
      }
    }
    return answer;
  }
}
