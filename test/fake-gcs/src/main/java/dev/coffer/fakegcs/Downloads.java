package dev.coffer.fakegcs;

import dev.coffer.testkit.http.HttpAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The content of objects.
 *
 * <p>Documentation: {@code json_api/v1/objects/get}, {@code json_api/v1/parameters} for the range,
 * and {@code transcoding}.
 */
final class Downloads {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Cloud cloud;

  Downloads(Cloud cloud) {
    this.cloud = cloud;
  }

  HttpAnswer get(ApiCall call) {
    call.require("storage.objects.get");
    int names = call.segment(0).equals("download") ? 4 : 3;
    StoredObject object =
        cloud.read(
            call.segment(names),
            call.segment(names + 2),
            ObjectCalls.generation(call),
            Preconditions.of(call.query()));
    return of(object, call);
  }

  /** Documentation: {@code transcoding}: a range is ignored if content is decompressed. */
  static HttpAnswer of(StoredObject object, ApiCall call) {
    Map<String, String> headers = headers(object);
    if (isDecompressed(object, call)) {
      headers.remove("Content-Encoding");
      headers.put("Warning", "214 UploadServer gunzipped");
      return new HttpAnswer(200, headers, new Gunzipped(object.bytes()));
    }
    long size = object.bytes().size();
    Optional<ByteRange> range = call.header("Range").flatMap(text -> ByteRange.of(text, size));
    if (range.isEmpty()) {
      return new HttpAnswer(200, headers, part(object.bytes(), 0, size));
    }
    headers.put("Content-Range", range.get().contentRange(size));
    return new HttpAnswer(
        206, headers, part(object.bytes(), range.get().from(), range.get().length()));
  }

  private static boolean isDecompressed(StoredObject object, ApiCall call) {
    return object.text("contentEncoding").filter("gzip"::equals).isPresent()
        && object.text("cacheControl").filter(value -> value.contains("no-transform")).isEmpty()
        && call.header("Accept-Encoding").filter(value -> value.contains("gzip")).isEmpty();
  }

  static Map<String, String> headers(StoredObject object) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", object.text("contentType").orElse("application/octet-stream"));
    object.text("contentEncoding").ifPresent(value -> headers.put("Content-Encoding", value));
    object.text("contentLanguage").ifPresent(value -> headers.put("Content-Language", value));
    object.text("contentDisposition").ifPresent(value -> headers.put("Content-Disposition", value));
    headers.put("Cache-Control", object.text("cacheControl").orElse("no-cache, max-age=0"));
    headers.put("ETag", Resources.etag(object));
    headers.put("Last-Modified", HTTP_DATE.format(object.updated()));
    headers.put("X-Goog-Generation", Long.toString(object.generation()));
    headers.put("X-Goog-Metageneration", Long.toString(object.metageneration()));
    headers.put("X-Goog-Hash", hashes(object.checksums()));
    headers.put("X-Goog-Storage-Class", object.text("storageClass").orElse("STANDARD"));
    headers.put("X-Goog-Stored-Content-Length", Long.toString(object.bytes().size()));
    headers.put(
        "X-Goog-Stored-Content-Encoding", object.text("contentEncoding").orElse("identity"));
    return headers;
  }

  /** Adds one header per checksum, as Google does. */
  private static String hashes(Checksums checksums) {
    return "crc32c=" + checksums.crc32c() + checksums.md5().map(md5 -> "\nmd5=" + md5).orElse("");
  }

  static HttpAnswer.Body part(Bytes bytes, long from, long length) {
    return new HttpAnswer.Body() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        bytes.writeTo(out, from, length);
      }
    };
  }
}
