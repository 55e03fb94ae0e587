package dev.coffer.testkit.gcs;

import dev.coffer.testkit.http.HttpServer;
import java.net.URI;
import java.util.Map;

/**
 * A server that speaks the JSON API of Google Cloud Storage, for tests, on a free port of
 * 127.0.0.1.
 */
public final class FakeGcsServer implements AutoCloseable {
  private final Cloud cloud = new Cloud();
  private final Access access = new Access();
  private final Rewrites rewrites = new Rewrites(cloud);
  private final GcsApi api = new GcsApi(cloud, access, rewrites, call -> answer(call));
  private final HttpServer server = new HttpServer(this::answer);

  /** Starts a server without a bucket. */
  public FakeGcsServer() {}

  private dev.coffer.testkit.http.HttpAnswer answer(dev.coffer.testkit.http.HttpRequest request)
      throws java.io.IOException {
    return api.answer(request);
  }

  /**
   * Where the server is.
   *
   * @return {@code http://127.0.0.1:PORT}
   */
  public URI uri() {
    return server.uri();
  }

  /**
   * Creates a bucket.
   *
   * @param name of 3 to 222 lower case letters, digits, dots, dashes and underscores
   */
  public void createBucket(String name) {
    cloud.create(name, Map.of());
  }

  /** Ends all connections and forgets everything. Closing again does nothing. */
  @Override
  public void close() {
    server.close();
  }
}
