package dev.coffer.fakegcs;

import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The part of the XML API that signed URLs use: {@code /bucket/object} is read, written and
 * deleted.
 *
 * <p>Documentation: {@code access-control/signed-urls}, {@code xml-api/reference-methods} and
 * {@code xml-api/reference-headers}.
 */
final class SignedUrls {
  private static final Map<String, String> FIELDS =
      Map.of(
          "cache-control", "cacheControl",
          "content-disposition", "contentDisposition",
          "content-encoding", "contentEncoding",
          "content-language", "contentLanguage",
          "content-type", "contentType");

  private static final String META = "x-goog-meta-";

  private final Cloud cloud;
  private final Signatures signatures;

  SignedUrls(Cloud cloud, Signatures signatures) {
    this.cloud = cloud;
    this.signatures = signatures;
  }

  static boolean isSigned(HttpRequest request) throws IOException {
    int query = request.target().indexOf('?');
    return query >= 0 && request.target().indexOf("X-Goog-Signature=", query) >= 0;
  }

  HttpAnswer answer(HttpRequest request) throws IOException {
    try {
      signatures.verify(request);
      return done(ApiCall.of(request, new Access()));
    } catch (Refusal refusal) {
      return XmlErrors.answer(refusal);
    }
  }

  private HttpAnswer done(ApiCall call) throws IOException {
    if (call.path().size() < 2) {
      throw Refusal.notModelled("a signed URL of a bucket");
    }
    String bucket = call.segment(0);
    String object = String.join("/", call.path().subList(1, call.path().size()));
    return switch (call.method()) {
      case "GET", "HEAD" -> download(read(call, bucket, object), call);
      case "PUT" -> write(call, bucket, object);
      case "DELETE" -> {
        cloud.delete(bucket, object, ObjectCalls.generation(call), conditions(call));
        yield ObjectCalls.nothing();
      }
      default -> throw Refusal.notModelled("a signed URL for " + call.method());
    };
  }

  /**
   * Documentation: {@code xml-api/reference-headers#responsecontentdisposition} and {@code
   * #responsecontenttype}. An object that has such a field of its own keeps it.
   */
  private static HttpAnswer download(StoredObject object, ApiCall call) {
    HttpAnswer answer = Downloads.of(object, call);
    for (String header : List.of("content-disposition", "content-type")) {
      Optional<String> own = object.text(FIELDS.getOrDefault(header, header));
      Optional<String> asked = call.query().get("response-" + header);
      answer = asked.isPresent() && own.isEmpty() ? with(answer, header, asked.get()) : answer;
    }
    return answer;
  }

  private static HttpAnswer with(HttpAnswer answer, String header, String value) {
    answer.headers().keySet().removeIf(header::equalsIgnoreCase);
    return answer.with(header, value);
  }

  private StoredObject read(ApiCall call, String bucket, String object) {
    return cloud.read(bucket, object, ObjectCalls.generation(call), conditions(call));
  }

  private HttpAnswer write(ApiCall call, String bucket, String object) throws IOException {
    Map<String, Object> fields = fields(call);
    Fields.check(fields);
    cloud.with(bucket, each -> Fields.complete(fields, each, Optional.empty()));
    Spool spool = new Spool();
    call.http().body().transferTo(spool);
    checkLength(call, spool.size());
    Checksums checksums = spool.checksums();
    checksums.verify(Checksums.said(call, "crc32c="), Checksums.said(call, "md5="));
    checksums.verify(Optional.empty(), call.header("Content-MD5"));
    Draft draft = new Draft(bucket, Names.object(object), fields, spool.bytes(), checksums, 0);
    StoredObject stored = cloud.publish(draft, conditions(call), Caller.ANYONE);
    Map<String, String> headers = Downloads.headers(stored);
    headers.remove("Content-Type");
    return HttpAnswer.of(200, headers, new byte[0]);
  }

  /** Documentation: {@code xml-api/reference-headers#xgoogcontentlengthrange}. */
  private static void checkLength(ApiCall call, long length) {
    String range = call.header("x-goog-content-length-range").orElse("0," + Long.MAX_VALUE);
    String[] bounds = range.split(",", 2);
    if (length < Long.parseLong(bounds[0].strip())) {
      throw Refusal.invalid("Your proposed upload is smaller than the minimum allowed size.");
    }
    if (bounds.length > 1 && length > Long.parseLong(bounds[1].strip())) {
      throw Refusal.invalid("Your proposed upload exceeds the maximum allowed size.");
    }
  }

  private static Map<String, Object> fields(ApiCall call) {
    Map<String, Object> fields = new LinkedHashMap<>();
    FIELDS.forEach(
        (header, field) -> call.header(header).ifPresent(value -> fields.put(field, value)));
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (String name : call.http().head().names()) {
      if (name.startsWith(META)) {
        metadata.put(name.substring(META.length()), utf8(call.header(name).orElse("")));
      }
    }
    if (!metadata.isEmpty()) {
      fields.put("metadata", metadata);
    }
    return fields;
  }

  private static String utf8(String header) {
    return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static Preconditions conditions(ApiCall call) {
    return new Preconditions(
        number(call, "x-goog-if-generation-match"),
        OptionalLong.empty(),
        number(call, "x-goog-if-metageneration-match"),
        OptionalLong.empty());
  }

  private static OptionalLong number(ApiCall call, String header) {
    return call.header(header)
        .map(Long::parseLong)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }
}
