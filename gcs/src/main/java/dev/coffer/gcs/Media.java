package dev.coffer.gcs;

import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.services.storage.Storage;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.ReadOptions;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.ContentTypes;
import dev.coffer.remote.Http;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a generation of an object, or of a part of it, as they are stored: what was stored
 * compressed comes compressed, so that sizes and parts are true.
 *
 * @param generation which one
 * @param size of the whole object
 * @param crc32c of the whole object, as Google writes it; null when nobody told
 * @param bytes closed by who reads them
 * @param headers of the answer
 */
record Media(
    long generation, long size, @Nullable String crc32c, InputStream bytes, HttpHeaders headers) {
  private static final Pattern CRC32C = Pattern.compile("crc32c=([A-Za-z0-9+/=]+)");

  /** Reads a part of a generation that is known. */
  static Media open(
      Bucket bucket, Attempts attempts, String key, long generation, long offset, long length)
      throws IOException {
    return bucket.send(attempts, () -> once(bucket, key, generation, offset, length));
  }

  /** One attempt of it. */
  static Media once(Bucket bucket, String key, long generation, long offset, long length)
      throws IOException {
    Storage.Objects.Get get = get(bucket, key, offset, length);
    return send(get.setGeneration(generation));
  }

  /** Reads a part of what is there, under the conditions of a caller. */
  static Media open(Bucket bucket, Attempts attempts, String key, ReadOptions options)
      throws IOException {
    return bucket.send(
        attempts,
        () -> {
          Storage.Objects.Get get = get(bucket, key, options.offset(), options.length());
          options.requiredEtag().ifPresent(etag -> get.setIfGenerationMatch(generation(etag)));
          options.knownEtag().ifPresent(etag -> get.setIfGenerationNotMatch(generation(etag)));
          return send(get);
        });
  }

  private static long generation(String etag) {
    return Etags.generation(etag).orElseThrow();
  }

  private static Storage.Objects.Get get(Bucket bucket, String key, long offset, long length)
      throws IOException {
    Storage.Objects.Get get =
        bucket.requests.objects().get(bucket.name(), key).setUserProject(bucket.payer);
    if (offset > 0 || length < Long.MAX_VALUE) {
      get.getRequestHeaders().setRange(Http.range(offset, length));
    }
    get.setReturnRawInputStream(true);
    return get;
  }

  private static Media send(Storage.Objects.Get get) throws IOException {
    get.setAlt("media");
    HttpRequest request = get.buildHttpRequest();
    HttpResponse answer = request.execute();
    try {
      return of(answer);
    } catch (IOException | RuntimeException e) {
      answer.disconnect();
      throw e;
    }
  }

  private static Media of(HttpResponse answer) throws IOException {
    HttpHeaders headers = answer.getHeaders();
    InputStream content = answer.getContent();
    boolean packed =
        "gzip".equals(answer.getContentEncoding())
            && "identity".equals(text(headers, "x-goog-stored-content-encoding"));
    InputStream body = content == null ? InputStream.nullInputStream() : content;
    return new Media(
        required(headers, "x-goog-generation"),
        size(headers),
        crc32c(headers),
        packed ? new GZIPInputStream(body) : body,
        headers);
  }

  private static long size(HttpHeaders headers) throws IOException {
    OptionalLong told = Http.size(headers.getContentRange());
    if (told.isPresent()) {
      return told.getAsLong();
    }
    Long length = headers.getContentLength();
    return text(headers, "x-goog-stored-content-length") == null && length != null
        ? length
        : required(headers, "x-goog-stored-content-length");
  }

  private static long required(HttpHeaders headers, String name) throws IOException {
    String value = text(headers, name);
    if (value == null) {
      throw new IOException("the answer has no header " + name);
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IOException("the answer's header " + name + " is no number", e);
    }
  }

  private static @Nullable String text(HttpHeaders headers, String name) {
    return headers.getFirstHeaderStringValue(name);
  }

  /** The sums stand in one header, or in several of one name. */
  private static @Nullable String crc32c(HttpHeaders headers) {
    List<String> sums = headers.getHeaderStringValues("x-goog-hash");
    Matcher sum = CRC32C.matcher(String.join(",", sums));
    return sum.find() ? sum.group(1) : null;
  }

  /** For who does not read it. */
  void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      // Nobody wants its bytes.
    }
  }

  Media expecting(@Nullable String sum) {
    return new Media(generation, size, sum == null ? crc32c : sum, bytes, headers);
  }

  /** What the answer tells of the file: all but its metadata. */
  FileInfo info(FilePath path) {
    return new FileInfo(
        path,
        size,
        Http.date(headers.getLastModified()).orElse(Instant.EPOCH),
        Etags.of(generation),
        ContentTypes.of(headers.getContentType()),
        Map.of());
  }
}
