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
import java.time.Clock;
import java.time.Duration;
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
 * <p>It is a model of what Google documents, and each of its parts names the page that it follows,
 * below {@code https://cloud.google.com/storage/docs/}. Where the documentation leaves something
 * open, it is as strict as a client must expect:
 *
 * <ul>
 *   <li>a chunk of a resumable upload that is not the last and no multiple of 256 KiB is refused;
 *   <li>a rewrite of more than {@linkplain #rewriteAtOnce a few MiB} takes several calls, and the
 *       copy gets the storage class and the key of its bucket unless the request names others;
 *   <li>of a partial answer ({@code fields=}) nothing is there that was not asked for;
 *   <li>what it does not know is answered 501 and never ignored: soft deletion, holds, retention,
 *       ACLs, notifications, folders, globs, keys of the customer's own.
 * </ul>
 *
 * <p>Conditions are judged and versions published at once, and nothing of an upload is seen before
 * its end. Content beyond 256 KiB is kept in files, and all else in memory. Everything may be
 * called from any thread. For what a network does, put a {@link ChaosProxy} in front.
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
    this(Clock.systemUTC());
  }

  /**
   * Starts a server with a time of its own.
   *
   * @param clock decides the times of objects, and when sessions, tokens and signed URLs expire
   */
  public FakeGcsServer(Clock clock) {
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
   * Where the server is.
   *
   * @return {@code http://127.0.0.1:PORT}
   */
  public URI uri() {
    return server.uri();
  }

  /**
   * Creates a bucket without asking who wants it. A client can create one too, with settings.
   *
   * @param name 3 to 222 lower case letters, digits, dots, dashes and underscores
   * @throws IllegalArgumentException when it is no name of a bucket, or of one that is there
   */
  public void createBucket(String name) {
    try {
      cloud.create(Names.bucket(name), Map.of());
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.getMessage(), refusal);
    }
  }

  /**
   * Gives the owner of a token some permissions. From the first grant on, a request without a
   * token, or with another one, is answered 401, and one that lacks a permission 403 with its name.
   *
   * @param token what follows {@code Bearer} in the header {@code Authorization}
   * @param permissions such as {@code storage.objects.get}; those of an earlier grant are gone
   */
  public void grant(String token, String... permissions) {
    access.grant(token, Set.of(permissions));
  }

  /**
   * Accepts signed URLs of version 4 that a key has signed. Others are refused.
   *
   * @param signer the e-mail address in the credential of the URL
   * @param key the public part of the RSA key of the signer
   */
  public void trust(String signer, PublicKey key) {
    signatures.trust(signer, key);
  }

  /**
   * How much one call of a rewrite copies; 4 MiB when it is not said.
   *
   * @param bytes at least 1
   */
  public void rewriteAtOnce(long bytes) {
    rewrites.atOnce(bytes);
  }

  /**
   * Answers requests with an error of Google's, in place of doing what they ask. Calls in a batch
   * count as requests of their own here.
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
   * Resets the connections of requests, in place of doing what they ask.
   *
   * @param which the requests
   */
  public void cutBeforeActing(Requests which) {
    faults.cutBeforeActing(which);
  }

  /**
   * Resets the connections of requests when it has done what they ask, in place of an answer.
   *
   * @param which the requests
   */
  public void cutAfterActing(Requests which) {
    faults.cutAfterActing(which);
  }

  /**
   * Runs an action before requests are done: what others do at that very moment.
   *
   * @param which the requests; those that the action itself makes must be others
   * @param action run by the thread of the request
   */
  public void before(Requests which, Runnable action) {
    faults.before(which, action);
  }

  /**
   * Changes the bodies of answers to requests, which are done: what a gateway or another server
   * answers in Google's place.
   *
   * @param which the requests; their answers are text, such as JSON
   * @param change gets the body as it is and gives the one that is sent
   */
  public void alter(Requests which, UnaryOperator<String> change) {
    faults.alter(which, change);
  }

  /**
   * Refuses a write of an object with 429 when the last was made only just before, as Google does
   * at about one change a second. Nothing is refused when it is not said.
   *
   * <p>Documentation: {@code quotas#objects}.
   *
   * @param least the time between two writes of one object
   */
  public void limitWrites(Duration least) {
    cloud.limitWrites(least);
  }

  /** Forgets what was to happen to requests. */
  public void heal() {
    faults.clear();
  }

  /**
   * The requests that came, those that were refused or cut too. Of a batch there is one. The last
   * 100,000 are known.
   *
   * @return from the first to the last since the last {@link #forgetRequests}
   */
  public List<ProxiedRequest> requests() {
    return requests.all();
  }

  /** Begins the list of {@link #requests} again. */
  public void forgetRequests() {
    requests.clear();
  }

  /**
   * How many resumable uploads have neither ended nor been cancelled.
   *
   * @param bucket where they are to go
   * @return 0 when every upload has ended
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
