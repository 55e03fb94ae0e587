package dev.coffer.s3;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What S3's answers tell of a file. */
final class Infos {
  /**
   * What is sent for a file without a content type: S3 must be told one, and this is its own
   * default.
   */
  static final String NO_TYPE = "binary/octet-stream";

  private static final Pattern RANGE = Pattern.compile("bytes \\d+-\\d+/(\\d+)");

  private Infos() {}

  static FileInfo of(FilePath path, HeadObjectResponse answer) {
    return new FileInfo(
        path,
        answer.contentLength(),
        time(answer.lastModified()),
        etag(answer.eTag()),
        contentType(answer.contentType()),
        MetadataCoding.decoded(answer.metadata()));
  }

  static FileInfo of(FilePath path, GetObjectResponse answer) {
    return new FileInfo(
        path,
        size(answer),
        time(answer.lastModified()),
        etag(answer.eTag()),
        contentType(answer.contentType()),
        MetadataCoding.decoded(answer.metadata()));
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

  /** The size of the whole object, also when a part of it comes. */
  private static long size(GetObjectResponse answer) {
    String range = answer.contentRange();
    Matcher parts = range == null ? null : RANGE.matcher(range);
    return parts != null && parts.matches()
        ? Long.parseLong(parts.group(1))
        : answer.contentLength();
  }

  static Optional<String> contentType(@Nullable String type) {
    return Optional.ofNullable(type).filter(t -> !t.isEmpty() && !t.equals(NO_TYPE));
  }

  /** Without its quotes, which some servers leave out. */
  static String etag(@Nullable String answered) {
    String etag = answered == null ? "" : answered.replace("\"", "");
    return etag.isEmpty() ? "unknown" : etag;
  }

  /** In whole seconds, as the headers of a file have it; some servers list them finer. */
  static Instant time(@Nullable Instant told) {
    return told == null ? Instant.EPOCH : told.truncatedTo(ChronoUnit.SECONDS);
  }

  /** When the server answered, by its own clock. */
  static Instant answered(@Nullable SdkHttpResponse response) {
    return Optional.ofNullable(response)
        .flatMap(r -> r.firstMatchingHeader("Date"))
        .flatMap(Infos::parse)
        .orElseGet(Instant::now);
  }

  private static Optional<Instant> parse(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
