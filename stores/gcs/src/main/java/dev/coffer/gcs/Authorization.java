package dev.coffer.gcs;

import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpUnsuccessfulResponseHandler;
import java.io.IOException;

/**
 * Adds the token and the headers that Google's client adds to requests. The failure to obtain a
 * token is distinguished from the failure of a request. No redirect is followed: another host must
 * neither respond for this one nor receive what is sent.
 */
final class Authorization implements HttpRequestInitializer {
  private final HttpRequestInitializer google;

  Authorization(HttpRequestInitializer google) {
    this.google = google;
  }

  /** Thrown if no token for the request can be obtained. */
  static final class NoTokenException extends IOException {
    private static final long serialVersionUID = 1L;

    NoTokenException(Exception cause) {
      super("no token could be obtained", cause);
    }
  }

  @Override
  public void initialize(HttpRequest request) throws IOException {
    try {
      google.initialize(request);
    } catch (IOException | RuntimeException e) {
      throw new NoTokenException(e);
    }
    request.setFollowRedirects(false);
    HttpUnsuccessfulResponseHandler refresh = request.getUnsuccessfulResponseHandler();
    if (refresh != null) {
      request.setUnsuccessfulResponseHandler(
          (refused, answer, again) -> refreshed(refresh, refused, answer, again));
    }
  }

  /** If the credentials cannot be refreshed, the refusal stands. */
  private static boolean refreshed(
      HttpUnsuccessfulResponseHandler refresh,
      HttpRequest request,
      HttpResponse answer,
      boolean again)
      throws IOException {
    try {
      return refresh.handleResponse(request, answer, again);
    } catch (RuntimeException e) {
      return false;
    }
  }
}
