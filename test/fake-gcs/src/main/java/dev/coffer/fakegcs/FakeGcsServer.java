package dev.coffer.fakegcs;

import dev.coffer.testkit.ChaosProxy;
import dev.coffer.testkit.ProxiedRequest;
import dev.coffer.testkit.Requests;
import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpRequest;
import dev.coffer.testkit.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A server that speaks the JSON API of Google Cloud Storage, for tests, on a free port of
 * 127.0.0.1.
 *
 * <pre>{@code
 * try (FakeGcsServer server = new FakeGcsServer()) {
 *   server.createBucket("photos");
 *   Storage client =
 *       StorageOptions.http()
 *           .setHost(server.uri().toString())
 *           .setCredentials(NoCredentials.getInstance())
 *           .setProjectId("test")
 *           .build()
 *           .getService();
 * }
 * }</pre>
 *
 * <p>It models Google's documentation, and each of its parts names the page that it follows, below
 * {@code https://cloud.google.com/storage/docs/}. Where the documentation is ambiguous, it is as
 * strict as a client must expect:
 *
 * <ul>
 *   <li>a chunk of a resumable upload that is neither the last nor a multiple of 256 KiB is
 *       refused;
 *   <li>a rewrite of more than {@linkplain #rewriteAtOnce a few MiB} takes several calls, and the
 *       copy gets the storage class and the key of its bucket unless the request specifies others;
 *   <li>a partial response ({@code fields=}) contains only the requested fields;
 *   <li>unsupported features are answered with 501 and never ignored: holds, retention, ACLs,
 *       notifications, folders, globs, customer-supplied keys.
 * </ul>
 *
 * <p>Changes are atomic, and an upload is not visible before its end. Content beyond 256 KiB is
 * kept in files, and everything else in memory. Thread-safe. To simulate a bad network, put a
 * {@link ChaosProxy} in front.
 */
public final class FakeGcsServer implements AutoCloseable {
  private final RequestLog requests = new RequestLog();
  private final Access access = new Access();
  private final Signatures signatures;
  private final Uploads uploads;
  private final Rewrites rewrites;
  final Cloud cloud;
  final Faults faults;
  final HttpServer server;

  /** Starts a server without a bucket, where everyone may do everything. */
  public FakeGcsServer() {
    this(InstantSource.system());
  }

  /**
   * Starts a server with a clock.
   *
   * @param clock provides the times of objects and of the expiry of sessions, tokens and signed
   *     URLs
   */
  public FakeGcsServer(InstantSource clock) {
    cloud = new Cloud(clock);
    signatures = new Signatures(clock);
    uploads = new Uploads(cloud, clock);
    rewrites = new Rewrites(cloud, clock);
    faults =
        new Faults(new GcsApi(cloud, access, signatures, uploads, rewrites, this::answerBatched));
    server = new HttpServer(this::answer);
  }

  private HttpAnswer answer(HttpRequest request) throws IOException {
    requests.add(request);
    return faults.answer(request);
  }

  private HttpAnswer answerBatched(HttpRequest call) throws IOException {
    return faults.answer(call);
  }

  /**
   * Returns the address of the server.
   *
   * @return {@code http://127.0.0.1:PORT}
   */
  public URI uri() {
    return server.uri();
  }

  /**
   * Creates a bucket without checking permissions. A client can create one too, with settings.
   *
   * @param name 3 to 222 lower case letters, digits, dots, dashes and underscores
   * @throws IllegalArgumentException if the name is not legal or already in use
   */
  public void createBucket(String name) {
    createBucket(name, Map.of());
  }

  /**
   * Creates a bucket with settings, without checking permissions.
   *
   * @param name as in {@link #createBucket(String)}
   * @param fields the settings as in JSON, such as {@code versioning}
   * @throws IllegalArgumentException if the name is not legal or already in use
   */
  public void createBucket(String name, Map<String, Object> fields) {
    try {
      Unmodelled.check(fields);
      cloud.create(Names.bucket(name), fields);
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.getMessage(), refusal);
    }
  }

  /**
   * Grants permissions to the owner of a token. From the first grant on, a request without a known
   * token is answered with 401, and one that lacks a permission with 403 and its name.
   *
   * @param token the text after {@code Bearer} in the header {@code Authorization}
   * @param permissions such as {@code storage.objects.get}; replaces those of an earlier grant
   */
  public void grant(String token, String... permissions) {
    access.grant(token, Set.of(permissions));
  }

  /**
   * Accepts URLs signed with version 4 by a key. Others are refused.
   *
   * @param signer the e-mail address in the credential of the URL
   * @param key the public part of the RSA key of the signer
   */
  public void trust(String signer, PublicKey key) {
    signatures.trust(signer, key);
  }

  /**
   * Sets how much one call of a rewrite copies; 4 MiB by default.
   *
   * @param bytes at least 1
   */
  public void rewriteAtOnce(long bytes) {
    rewrites.atOnce(bytes);
  }

  /**
   * Answers requests with an error of Google's instead of executing them. Calls in a batch count as
   * separate requests here.
   *
   * @param which the requests
   * @param status such as 503, with the body that Google sends with it
   * @param headers such as {@code Retry-After}
   */
  public void refuse(Requests which, int status, Map<String, String> headers) {
    HttpAnswer answer = Refusal.trouble(status).answer();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    faults.refuse(which, answer);
  }

  /**
   * Resets the connections of requests instead of executing them.
   *
   * @param which the requests
   */
  public void cutBeforeActing(Requests which) {
    faults.cutBeforeActing(which);
  }

  /**
   * Executes requests, and then resets their connections instead of responding.
   *
   * @param which the requests
   */
  public void cutAfterActing(Requests which) {
    faults.cutAfterActing(which);
  }

  /**
   * Runs an action before requests are executed, to simulate concurrent changes.
   *
   * @param which the requests; must not include those of the action itself
   * @param action run by the thread of the request
   */
  public void before(Requests which, Runnable action) {
    faults.before(which, action);
  }

  /**
   * Executes requests and changes the bodies of their responses, like a gateway or another server.
   *
   * @param which the requests; their responses must be text, such as JSON
   * @param change maps the body to the one that is sent
   */
  public void alter(Requests which, UnaryOperator<String> change) {
    faults.alter(which, change);
  }

  /**
   * Refuses a write of an object with 429 if it follows another too soon, as Google does at about
   * one change per second. By default no write is refused.
   *
   * <p>Documentation: {@code quotas#objects}.
   *
   * @param least the time between two writes of one object
   */
  public void limitWrites(Duration least) {
    cloud.limitWrites(least);
  }

  /** Removes all faults. */
  public void heal() {
    faults.clear();
  }

  /**
   * Returns the requests received, including those that were refused or cut. A batch is one
   * request. Only the last 100,000 are kept.
   *
   * @return the requests since the last {@link #forgetRequests}, in order
   */
  public List<ProxiedRequest> requests() {
    return requests.all();
  }

  /** Clears the list of {@link #requests}. */
  public void forgetRequests() {
    requests.clear();
  }

  /**
   * Returns how many resumable uploads have neither ended nor been cancelled.
   *
   * @param bucket the bucket of the uploads
   * @return the number of uploads
   */
  public long openUploads(String bucket) {
    return uploads.open(bucket);
  }

  /** Ends all connections at once. Closing again does nothing. */
  @Override
  public void close() {
    server.close();
  }
}
