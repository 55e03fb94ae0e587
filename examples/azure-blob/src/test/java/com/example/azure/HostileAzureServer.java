package com.example.azure;

import dev.coffer.testkit.http.Framing;
import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpRequest;
import dev.coffer.testkit.http.HttpServer;
import dev.coffer.testkit.http.RawAnswerException;
import dev.coffer.testkit.remote.HostileServer;
import dev.coffer.testkit.remote.Lie;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A small server of the protocol, with one container, that lies when a test wants it to. */
final class HostileAzureServer implements HostileServer {
  static final String CONTAINER = "container";

  private static final String ENDLESS = "Content-Length: 99999999999\r\n\r\n";
  private static final String UNSEEMLY = "Odd\u001b[31m\u0007\u202e" + "x".repeat(20_000);
  private static final String WORDS =
      "no credentials in the profile, a checksum or hash, an interrupt after a timeout";

  /**
   * A marker alone says that there is more, there are no batches, and names are text; see the
   * documentation of "List Blobs".
   */
  private static final Set<Lie> IMPOSSIBLE =
      EnumSet.of(
          Lie.TOKEN_MISSING,
          Lie.TRUNCATED_IN_OTHER_WORDS,
          Lie.DELETIONS_BUSY,
          Lie.DELETIONS_OF_A_PORTAL,
          Lie.KEYS_THAT_ARE_BYTES,
          // The SDK holds an answer whole before anything of the store sees it.
          Lie.ENDLESS_LISTING,
          Lie.ENDLESS_REFUSAL);

  private final Map<String, byte[]> blobs = new ConcurrentSkipListMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server = new HttpServer(this::answer);
  private volatile Lie lie = Lie.NONE;

  @Override
  public URI uri() {
    return server.uri();
  }

  @Override
  public boolean canTell(Lie told) {
    return !IMPOSSIBLE.contains(told);
  }

  @Override
  public void tell(Lie told) {
    lie = told;
    server.frame(Framing.of(told));
  }

  @Override
  public void put(String key, byte[] content) {
    blobs.put(key, content.clone());
  }

  @Override
  public Set<String> keys() {
    return new TreeSet<>(blobs.keySet());
  }

  @Override
  public int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.close();
  }

  private HttpAnswer answer(HttpRequest request) throws IOException {
    requests.incrementAndGet();
    return switch (lie) {
      case MISLEADING_WORDS -> refusal(403, "AuthorizationFailure", WORDS);
      case UNSEEMLY_WORDS -> refusal(418, "Odd", UNSEEMLY);
      case ENDLESS_LINE -> throw RawAnswerException.endless("HTTP/1.1 200 OK\r\nX-Line: ");
      case ENDLESS_HEAD -> throw RawAnswerException.endlessHead();
      case ENDLESS_REFUSAL -> endlessRefusal(request);
      default -> truth(request);
    };
  }

  private static HttpAnswer endlessRefusal(HttpRequest request) throws IOException {
    if (request.method().equals("HEAD")) {
      return refusal(403, "AuthorizationFailure", "");
    }
    throw RawAnswerException.endless("HTTP/1.1 403 F\r\n" + ENDLESS + "<Error>");
  }

  private HttpAnswer truth(HttpRequest request) throws IOException {
    String[] target = request.target().split("\\?", 2);
    String[] path = target[0].substring(1).split("/", 3);
    String key = path.length < 3 ? "" : decoded(path[2].replace("+", "%2B"));
    if (key.isEmpty()) {
      return list(query(target.length < 2 ? "" : target[1]));
    }
    String found = lie == Lie.PATHS_RESOLVED ? resolved(key) : key;
    return switch (request.method()) {
      case "PUT" -> put(found, request);
      case "DELETE" -> blobs.remove(found) == null ? missing() : answer(202, Map.of(), "");
      default ->
          blobs.containsKey(found)
              ? new HostileBlob(blobs.get(found), lie).answer(request)
              : missing();
    };
  }

  private HttpAnswer put(String key, HttpRequest request) throws IOException {
    byte[] bytes = request.bytes(64 << 20);
    blobs.put(key, bytes);
    return answer(201, HostileBlob.head(bytes), "");
  }

  private HttpAnswer list(Map<String, String> query) throws IOException {
    if (lie == Lie.ENDLESS_LISTING) {
      throw RawAnswerException.endless("HTTP/1.1 200 OK\r\n" + ENDLESS + "<EnumerationResults>");
    }
    return switch (lie) {
      case LISTING_UNREADABLE -> answer(200, Map.of(), "<EnumerationResults><Blobs><Blob></Wrong>");
      case LISTING_OF_A_PORTAL -> answer(200, Map.of(), "<html><body>Please log in</body></html>");
      case LISTING_OF_A_REFUSAL -> answer(200, Map.of(), error("AuthorizationFailure", "no"));
      default -> answer(200, Map.of(), new HostileBlobListing(query, lie).of(blobs.keySet()));
    };
  }

  /** As a gateway passes it on that resolves paths. */
  private static String resolved(String key) {
    return URI.create("/" + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"))
        .normalize()
        .getPath()
        .replaceFirst("^(/[.][.])*/", "");
  }

  private static Map<String, String> query(String text) {
    return Arrays.stream(text.split("&"))
        .filter(each -> !each.isEmpty())
        .map(each -> (each + "=").split("=", -1))
        .collect(Collectors.toMap(each -> decoded(each[0]), each -> decoded(each[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static HttpAnswer missing() {
    return refusal(404, "BlobNotFound", "there is no such blob");
  }

  private static HttpAnswer refusal(int status, String code, String message) {
    return answer(status, Map.of("x-ms-error-code", code), error(code, message));
  }

  private static String error(String code, String message) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>"
        + code
        + "</Code><Message>"
        + HostileBlobListing.escaped(message)
        + "</Message></Error>";
  }

  private static HttpAnswer answer(int status, Map<String, String> headers, String body) {
    return HttpAnswer.of(status, headers, body.getBytes(StandardCharsets.UTF_8))
        .with("x-ms-version", "2024-11-04")
        .with("Content-Type", "application/xml");
  }
}
