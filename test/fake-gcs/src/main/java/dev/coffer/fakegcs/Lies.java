package dev.coffer.fakegcs;

import dev.coffer.fakegcs.json.Json;
import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpHandler;
import dev.coffer.testkit.http.HttpHead;
import dev.coffer.testkit.http.HttpRequest;
import dev.coffer.testkit.http.RawAnswerException;
import dev.coffer.testkit.remote.Lie;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The false responses of a server. */
final class Lies {
  private static final String STORED = "X-Goog-Stored-Content-Length";

  private static final String JSON =
      "Content-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n";
  private static final String REFUSED =
      "{\"kind\":\"storage#objects\",\"error\":{\"code\":403,\"message\":\"no\"}}";
  private static final HttpAnswer PORTAL = answer("text/html", "<html>Log in</html>");

  private Lies() {}

  static HttpHandler of(Lie lie, HttpHandler api, Cloud cloud, URI server) {
    return switch (lie) {
      case NONE,
          TOKEN_MISSING,
          TRUNCATED_IN_OTHER_WORDS,
          KEYS_BY_UTF16,
          KEYS_THAT_ARE_BYTES,
          CUT_OFTEN,
          PATHS_RESOLVED,
          LENGTH_NEGATIVE,
          LENGTH_NO_NUMBER,
          LENGTH_HUGE,
          LENGTHS_DIFFERENT,
          LENGTH_AND_CHUNKS,
          CODING_UNKNOWN,
          HEAD_UNREADABLE,
          BYTES_BEFORE,
          BYTES_AFTER,
          ANSWER_AFTER,
          BODY_OUT_OF_PLACE ->
          api;
      case RANGE_IGNORED, RANGE_FROM_THE_START, RANGE_UNNAMED, RANGE_CHANGED ->
          request -> part(lie, api.answer(request), cloud, request);
      case LENGTH_MISSING -> request -> unmeasured(api.answer(request), isListing(request));
      case LENGTH_ONLY_WHEN_LOOKED_AT -> request -> chunked(api.answer(request));
      case LISTING_UNREADABLE -> listings(api, answer("application/json", "{\"items\": [{]}"));
      case LISTING_OF_A_REFUSAL -> listings(api, answer("application/json", REFUSED));
      case NAMES_TWICE, NAMES_AGAIN, NAMES_OUT_OF_ORDER -> new RepeatedNames(lie, api);
      case LISTING_OF_A_PORTAL -> listings(api, PORTAL);
      case TOKEN_REPEATED ->
          request -> isListing(request) ? again(api, request) : api.answer(request);
      case KEYS_OUTSIDE ->
          request -> isListing(request) ? everything(cloud, server) : api.answer(request);
      case DELETIONS_BUSY -> busy(api);
      case DELETIONS_OF_A_PORTAL ->
          request -> request.method().equals("DELETE") ? PORTAL : api.answer(request);
      case UNSEEMLY_WORDS -> request -> unseemly();
      case ENDLESS_LINE -> request -> endless("HTTP/1.1 200 OK\r\nX-Line: ");
      case ENDLESS_HEAD ->
          request -> {
            throw RawAnswerException.endlessHead();
          };
      case ENDLESS_REFUSAL -> request -> endless("HTTP/1.1 403 F\r\n" + JSON + "{\"error\":{\"");
      case ENDLESS_LISTING ->
          request ->
              isListing(request)
                  ? endless("HTTP/1.1 200 OK\r\n" + JSON + "{\"kind\":\"")
                  : api.answer(request);
      case MISLEADING_WORDS -> request -> misleading();
    };
  }

  static boolean isListing(HttpRequest request) throws IOException {
    return request.method().equals("GET") && path(request).endsWith("/o");
  }

  private static String path(HttpRequest request) throws IOException {
    return request.target().replaceFirst("\\?.*", "");
  }

  static HttpAnswer answer(String type, String text) {
    return HttpAnswer.of(200, Map.of("Content-Type", type), text.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpHandler listings(HttpHandler api, HttpAnswer lie) {
    return request -> isListing(request) ? lie : api.answer(request);
  }

  // ---- Bytes

  private static HttpAnswer part(Lie lie, HttpAnswer truth, Cloud cloud, HttpRequest request)
      throws IOException {
    if (truth.status() != 206) {
      return truth;
    }
    if (lie == Lie.RANGE_CHANGED) {
      byte[] bytes = bytes(truth.body());
      bytes[0] ^= 1;
      return HttpAnswer.of(206, truth.headers(), bytes);
    }
    Bytes all = object(cloud, request).bytes();
    Map<String, String> headers = new LinkedHashMap<>(truth.headers());
    headers.remove("Content-Range");
    if (lie == Lie.RANGE_IGNORED) {
      return new HttpAnswer(200, headers, Downloads.part(all, 0, all.size()));
    }
    long length = truth.body().length();
    if (lie == Lie.RANGE_FROM_THE_START) {
      headers.put("Content-Range", "bytes 0-" + (length - 1) + "/" + all.size());
    }
    return new HttpAnswer(206, headers, Downloads.part(all, 0, length));
  }

  private static StoredObject object(Cloud cloud, HttpRequest request) throws IOException {
    List<String> path = ApiCall.segments(path(request));
    int bucket = path.indexOf("b") + 1;
    return cloud.with(path.get(bucket), each -> each.live(path.get(bucket + 2)).orElseThrow());
  }

  private static byte[] bytes(HttpAnswer.Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.writeTo(bytes);
    return bytes.toByteArray();
  }

  private static HttpAnswer chunked(HttpAnswer truth) {
    Map<String, String> headers = new LinkedHashMap<>(truth.headers());
    headers.remove(STORED);
    return new HttpAnswer(truth.status(), headers, new Unmeasured(truth.body()));
  }

  /** A listing keeps the sizes. */
  private static HttpAnswer unmeasured(HttpAnswer truth, boolean listing) throws IOException {
    boolean json = truth.headers().getOrDefault("Content-Type", "").startsWith("application/json");
    if (!json || listing) {
      return chunked(truth);
    }
    Map<String, Object> resource = members(truth);
    resource.remove("size");
    byte[] bytes = Json.write(resource).getBytes(StandardCharsets.UTF_8);
    return new HttpAnswer(
        truth.status(), truth.headers(), new Unmeasured(HttpAnswer.Body.of(bytes)));
  }

  static Map<String, Object> members(HttpAnswer answer) throws IOException {
    String text = new String(bytes(answer.body()), StandardCharsets.UTF_8);
    return new LinkedHashMap<>(Json.readObject(text));
  }

  /** A body without a stated length. */
  private record Unmeasured(HttpAnswer.Body body) implements HttpAnswer.Body {
    @Override
    public long length() {
      return -1;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      body.writeTo(out);
    }
  }

  // ---- Listings

  /** Returns the first page and a token, whatever token was requested. */
  private static HttpAnswer again(HttpHandler api, HttpRequest request) throws IOException {
    Map<String, Object> page = first(api, request);
    page.put("nextPageToken", "again");
    return answer("application/json", Json.write(page));
  }

  /** Returns the first page of the listing that a request continues. */
  static Map<String, Object> first(HttpHandler api, HttpRequest request) throws IOException {
    String target = request.target().replaceAll("pageToken=[^&]*&?", "");
    byte[] head = ("GET " + target + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    HttpHead first = HttpHead.read(new ByteArrayInputStream(head)).orElseThrow();
    return members(api.answer(new HttpRequest(first, InputStream.nullInputStream())));
  }

  private static HttpAnswer everything(Cloud cloud, URI server) {
    List<Object> items = new ArrayList<>();
    cloud.with(
        HostileGcsServer.BUCKET,
        bucket ->
            bucket.from("").values().stream()
                .map(versions -> Resources.of(versions.get(0), server))
                .map(items::add)
                .toList());
    return answer("application/json", Json.write(Map.of("items", items)));
  }

  // ---- Refusals

  private static HttpAnswer endless(String start) throws IOException {
    throw RawAnswerException.endless(start);
  }

  private static HttpAnswer unseemly() {
    String words = "odd\u001b[31m\u0007\u202e" + "x".repeat(20_000);
    Map<String, Object> error =
        Map.of("code", 418L, "message", words, "errors", List.of(Map.of("reason", words)));
    byte[] body = Json.write(Map.of("error", error)).getBytes(StandardCharsets.UTF_8);
    return HttpAnswer.of(418, Map.of("Content-Type", "application/json"), body);
  }

  private static HttpHandler busy(HttpHandler api) {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return request ->
        request.method().equals("DELETE") && seen.add(request.target())
            ? Refusal.trouble(503).answer()
            : api.answer(request);
  }

  private static HttpAnswer misleading() {
    return Refusal.forbidden(
            "timeout, checksum, hash, profile, credentials expired, interrupted, not found")
        .answer();
  }
}
