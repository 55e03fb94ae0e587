package dev.coffer.testkit.s3;

import dev.coffer.testkit.http.Framing;
import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpRequest;
import dev.coffer.testkit.http.HttpServer;
import dev.coffer.testkit.http.RawAnswerException;
import dev.coffer.testkit.remote.HostileServer;
import dev.coffer.testkit.remote.Lie;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A small server that speaks the protocol of S3, with the bucket in the path, and lies when
 * instructed to. It supports requests for single objects, batches of deletions and listings; it
 * does not check signatures and does not support conditions and multipart uploads.
 */
public final class HostileS3Server implements HostileServer {
  private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>", Pattern.DOTALL);
  private static final String UNSEEMLY = "Odd\u001b[31m\u0007\u202e" + "x".repeat(20_000);
  private static final String ENDLESS_XML =
      "Content-Type: application/xml\r\nContent-Length: 99999999999\r\n\r\n";
  private static final String WORDS =
      "no credentials in the profile, a checksum or hash, an interrupt after a timeout";

  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Set<String> hosts = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server = new HttpServer(this::answer);
  private volatile Lie lie = Lie.NONE;

  /** Starts a server that tells the truth and has no objects. */
  public HostileS3Server() {}

  @Override
  public URI uri() {
    return server.uri();
  }

  @Override
  public void tell(Lie lie) {
    this.lie = lie;
    server.frame(Framing.of(lie));
  }

  @Override
  public void put(String key, byte[] content) {
    objects.put(key, content.clone());
  }

  @Override
  public Set<String> keys() {
    return new TreeSet<>(objects.keySet());
  }

  /**
   * Returns the values of the header {@code Host} that were received.
   *
   * @return a copy of the values
   */
  public Set<String> hosts() {
    return new TreeSet<>(hosts);
  }

  @Override
  public int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.close();
  }

  private HttpAnswer answer(HttpRequest http) throws IOException {
    requests.incrementAndGet();
    hosts.add(http.header("Host").orElse(""));
    S3Request asked = S3Request.of(http);
    S3Request request = lie == Lie.PATHS_RESOLVED ? asked.resolved() : asked;
    return switch (lie) {
      case MISLEADING_WORDS -> Xml.error(403, "AccessDenied", WORDS);
      case UNSEEMLY_WORDS -> Xml.error(418, UNSEEMLY, UNSEEMLY).with("x-amz-request-id", UNSEEMLY);
      case ENDLESS_LINE -> throw RawAnswerException.endless("HTTP/1.1 200 OK\r\nX-Line: ");
      case ENDLESS_HEAD -> throw RawAnswerException.endlessHead();
      case ENDLESS_REFUSAL -> endlessRefusal(request);
      default -> truth(request);
    };
  }

  /** The response to a HEAD has no body. */
  private static HttpAnswer endlessRefusal(S3Request request) throws IOException {
    if (request.method().equals("HEAD")) {
      return Xml.error(403, "AccessDenied", "");
    }
    throw RawAnswerException.endless("HTTP/1.1 403 F\r\n" + ENDLESS_XML + "<Error>");
  }

  private HttpAnswer truth(S3Request request) throws IOException {
    return switch (request.method()) {
      case "GET", "HEAD" -> request.key().isEmpty() ? bucket(request) : object(request);
      case "PUT" -> put(request);
      case "DELETE" -> delete(request);
      case "POST" -> request.hasParameter("delete") ? deleteAll(request) : unknown();
      default -> unknown();
    };
  }

  private static HttpAnswer unknown() {
    return Xml.error(501, "NotImplemented", "this server is small");
  }

  private HttpAnswer bucket(S3Request request) throws IOException {
    if (lie == Lie.ENDLESS_LISTING) {
      throw RawAnswerException.endless(
          "HTTP/1.1 200 OK\r\n" + ENDLESS_XML + "<ListBucketResult><Name>");
    }
    ObjectListing listing = new ObjectListing(request, lie);
    if (request.hasParameter("uploads")) {
      return listing.ofUploads();
    }
    return request.hasParameter("list-type")
        ? listing.ofKeys(objects.keySet())
        : Xml.answer(200, "");
  }

  private HttpAnswer object(S3Request request) {
    byte[] object = objects.get(request.key());
    return object == null
        ? Xml.error(404, "NoSuchKey", "there is no such key")
        : new ObjectDownload(request, object, lie).answer();
  }

  private HttpAnswer put(S3Request request) throws IOException {
    byte[] object = request.body();
    objects.put(request.key(), object);
    return HttpAnswer.of(200, Map.of("ETag", ObjectDownload.etag(object)), new byte[0]);
  }

  private HttpAnswer delete(S3Request request) {
    objects.remove(request.key());
    return HttpAnswer.of(204, Map.of(), new byte[0]);
  }

  private HttpAnswer deleteAll(S3Request request) throws IOException {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    if (lie == Lie.PATHS_RESOLVED) {
      return unknown();
    }
    if (lie == Lie.DELETIONS_OF_A_PORTAL) {
      return Xml.answer(200, ObjectListing.PORTAL);
    }
    if (body.chars().anyMatch(c -> c >= 0xFFFE || (c < ' ' && "\t\r\n".indexOf(c) < 0))) {
      return Xml.error(400, "MalformedXML", "no XML can hold this");
    }
    return Xml.answer(
        200,
        KEY.matcher(body)
            .results()
            .map(key -> delete(Xml.unescaped(key.group(1))))
            .collect(Collectors.joining("", "<DeleteResult>", "</DeleteResult>")));
  }

  private String delete(String key) {
    if (lie == Lie.DELETIONS_BUSY && refused.add(key)) {
      return "<Error>" + Xml.element("Key", key) + Xml.element("Code", "SlowDown") + "</Error>";
    }
    objects.remove(key);
    return "<Deleted>" + Xml.element("Key", key) + "</Deleted>";
  }
}
