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
import dev.coffer.remote.PartialResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a generation of an object, or of a part of it, as they are stored: an object that
 * was stored compressed is returned compressed, so that sizes and ranges are correct.
 *
 * @param generation the generation
 * @param size the size of the complete object
 * @param crc32c the checksum of the complete object in Google's form; null if not sent
 * @param bytes the bytes, closed by their reader
 * @param headers the headers of the response
 */
record MediaDownload(
    long generation, long size, @Nullable String crc32c, InputStream bytes, HttpHeaders headers) {
  private static final int PARTIAL = 206;
  private static final String STORED = "x-goog-stored-content-length";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern CRC32C = Pattern.compile("crc32c=([A-Za-z0-9+/=]+)");

  /** Reads a part of a known generation. */
  static MediaDownload open(
      GcsBucket bucket, Attempts attempts, String key, long generation, long offset, long length)
      throws IOException {
    return bucket.send(attempts, () -> once(bucket, key, generation, offset, length));
  }

  /** Makes one attempt of that. */
  static MediaDownload once(GcsBucket bucket, String key, long generation, long offset, long length)
      throws IOException {
    Storage.Objects.Get get = get(bucket, key, offset, length);
    MediaDownload media = send(get.setGeneration(generation), offset);
    if (media.generation() != generation) {
      media.close();
      throw new ResponseReader.UnusableException("its bytes are of another generation", null);
    }
    return media;
  }

  /** Reads a part of the current generation, with the conditions of a caller. */
  static MediaDownload open(GcsBucket bucket, Attempts attempts, String key, ReadOptions options)
      throws IOException {
    return bucket.send(
        attempts,
        () -> {
          Storage.Objects.Get get = get(bucket, key, options.offset(), options.length());
          options.requiredEtag().ifPresent(etag -> get.setIfGenerationMatch(generation(etag)));
          options.knownEtag().ifPresent(etag -> get.setIfGenerationNotMatch(generation(etag)));
          return send(get, options.offset());
        });
  }

  private static long generation(String etag) {
    return GcsEtags.generation(etag).orElseThrow();
  }

  private static Storage.Objects.Get get(GcsBucket bucket, String key, long offset, long length)
      throws IOException {
    Storage.Objects.Get get =
        bucket.requests.objects().get(bucket.name(), key).setUserProject(bucket.payer);
    if (offset > 0 || length < Long.MAX_VALUE) {
      get.getRequestHeaders().setRange(Http.range(offset, length));
    }
    get.setReturnRawInputStream(true);
    return get;
  }

  private static MediaDownload send(Storage.Objects.Get get, long offset) throws IOException {
    get.setAlt("media");
    HttpRequest request = get.buildHttpRequest();
    HttpResponse answer = request.execute();
    try {
      return of(answer, offset);
    } catch (IOException | RuntimeException | Error e) {
      answer.disconnect();
      throw e;
    }
  }

  private static MediaDownload of(HttpResponse answer, long offset) throws IOException {
    PartialResponse part =
        new PartialResponse(answer.getStatusCode(), answer.getHeaders().getContentRange());
    return new MediaDownload(
        number(answer, "x-goog-generation"),
        size(answer, part),
        crc32c(answer.getHeaders()),
        bytes(answer, part, offset),
        answer.getHeaders());
  }

  private static InputStream bytes(HttpResponse answer, PartialResponse part, long offset)
      throws IOException {
    InputStream content = answer.getContent();
    InputStream body = content == null ? InputStream.nullInputStream() : content;
    try {
      return part.from(offset, isPacked(answer) ? new GZIPInputStream(body) : body);
    } catch (ProtocolException e) {
      throw new ResponseReader.UnusableException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns whether the body was compressed in transit and not when it was stored. */
  private static boolean isPacked(HttpResponse answer) {
    return "gzip".equals(answer.getContentEncoding())
        && "identity".equals(text(answer.getHeaders(), "x-goog-stored-content-encoding"));
  }

  private static long size(HttpResponse answer, PartialResponse part) throws IOException {
    if (part.size().isPresent()) {
      return part.size().getAsLong();
    }
    boolean whole = answer.getStatusCode() != PARTIAL && !isPacked(answer);
    Long length = whole ? answer.getHeaders().getContentLength() : null;
    if (length == null) {
      return number(answer, STORED);
    }
    if (text(answer.getHeaders(), STORED) != null && number(answer, STORED) != length) {
      throw new ResponseReader.UnusableException("it contains two sizes of the file", null);
    }
    return length;
  }

  private static long number(HttpResponse answer, String name) throws IOException {
    String value = text(answer.getHeaders(), name);
    if (value == null) {
      throw new ResponseReader.UnusableException("it has no header " + name, null);
    }
    if (!NUMBER.matcher(value).matches()) {
      throw new ResponseReader.UnusableException("its header " + name + " is not a number", null);
    }
    return Long.parseLong(value);
  }

  private static @Nullable String text(HttpHeaders headers, String name) {
    return headers.getFirstHeaderStringValue(name);
  }

  /** The checksums are in one header or in several with the same name. */
  private static @Nullable String crc32c(HttpHeaders headers) {
    List<String> sums = headers.getHeaderStringValues("x-goog-hash");
    Matcher sum = CRC32C.matcher(String.join(",", sums));
    return sum.find() ? sum.group(1) : null;
  }

  /** Closes a download that is not read. */
  void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      // Its bytes are not needed.
    }
  }

  /** Throws if the object's resource has another size. */
  void requireSize(long expected) throws ResponseReader.UnusableException {
    if (size != expected) {
      close();
      throw new ResponseReader.UnusableException("it contains two sizes of the file", null);
    }
  }

  MediaDownload expecting(@Nullable String sum) {
    return new MediaDownload(generation, size, sum == null ? crc32c : sum, bytes, headers);
  }

  /** Returns the file's information from the response, without metadata. */
  FileInfo info(FilePath path) {
    return new FileInfo(
        path,
        size,
        Http.date(headers.getLastModified()).orElse(Instant.EPOCH),
        GcsEtags.of(generation),
        ContentTypes.of(headers.getContentType()),
        Map.of());
  }
}
