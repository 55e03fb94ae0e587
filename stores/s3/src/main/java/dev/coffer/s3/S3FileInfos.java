package dev.coffer.s3;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.remote.ContentTypes;
import dev.coffer.remote.Http;
import dev.coffer.remote.HttpEtags;
import dev.coffer.remote.MetadataCoding;
import dev.coffer.s3.direct.ObjectHead;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Converts responses of S3 to file information. */
final class S3FileInfos {
  /** The etag of a file for which the server returns none. */
  static final String NO_ETAG = "unknown";

  private S3FileInfos() {}

  /**
   * Converts the response to a HEAD request.
   *
   * @throws UnknownLengthException if it does not contain the size
   */
  static FileInfo of(FilePath path, ObjectHead head) {
    Long size = head.length();
    if (size == null || size < 0) {
      throw new UnknownLengthException();
    }
    return of(path, head, size);
  }

  static FileInfo of(FilePath path, ObjectHead head, long size) {
    return new FileInfo(
        path,
        size,
        time(head.lastModified()),
        etag(head.etag()),
        ContentTypes.of(head.contentType()),
        MetadataCoding.HEADERS.decoded(head.metadata()));
  }

  static FileInfo of(FilePath path, S3Object listed) {
    return new FileInfo(
        path,
        listed.size(),
        time(listed.lastModified()),
        etag(listed.eTag()),
        Optional.empty(),
        Map.of());
  }

  /** Removes the quotes, which some servers omit. */
  static String etag(@Nullable String answered) {
    String etag = HttpEtags.unquoted(answered);
    return etag.isEmpty() ? NO_ETAG : etag;
  }

  /** Truncates to seconds, like the headers of a file; some servers list finer times. */
  static Instant time(@Nullable Instant told) {
    return told == null ? Instant.EPOCH : told.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Returns the time of the response by the server's clock. */
  static Instant responseTime(@Nullable SdkHttpResponse response) {
    return Optional.ofNullable(response)
        .flatMap(r -> r.firstMatchingHeader("Date"))
        .flatMap(Http::date)
        .orElseGet(Instant::now);
  }
}
