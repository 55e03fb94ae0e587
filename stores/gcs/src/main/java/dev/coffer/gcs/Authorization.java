package dev.coffer.gcs;

import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpUnsuccessfulResponseHandler;
import java.io.IOException;

/**
 * Gives requests what Google's client gives them: a token and headers. A token that cannot be had,
 * for whatever reason, is told from a request that failed. No redirect is followed: what another
 * host answers is not what this one has, and what is sent is not for it.
 */
final class Authorization implements HttpRequestInitializer {
  private final HttpRequestInitializer google;

  Authorization(HttpRequestInitializer google) {
    this.google = google;
  }

  /** There is no token to make the request with. */
  static final class NoTokenException extends IOException {
    private static final long serialVersionUID = 1L;

    NoTokenException(Exception cause) {
      super("there is no token", cause);
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

  /** Credentials that cannot be refreshed leave the refusal as it is. */
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
