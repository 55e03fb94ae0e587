package dev.coffer.s3;

import dev.coffer.StorageFailureException;
import dev.coffer.remote.BucketVersionListing;
import dev.coffer.remote.VersionPage;
import dev.coffer.remote.VersionScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Requests the pages of a listing of versions. */
final class S3VersionPages implements VersionPage.Service {
  private final S3Bucket bucket;
  private final VersionScope scope;
  private final ListObjectVersionsRequest first;

  S3VersionPages(S3Bucket bucket, VersionScope scope, Optional<String> start, int pageSize) {
    this.bucket = bucket;
    this.scope = scope;
    this.first =
        ListObjectVersionsRequest.builder()
            .bucket(bucket.keys.bucket())
            .prefix(scope.below())
            .keyMarker(start.orElse(null))
            .maxKeys(Math.min(pageSize, S3Pages.LARGEST_PAGE))
            .encodingType(EncodingType.URL)
            .build();
  }

  @Override
  public VersionPage page(@Nullable String token) {
    ListObjectVersionsRequest request = token == null ? first : Markers.of(token).in(first);
    ListObjectVersionsResponse page =
        bucket.call(
            BucketVersionListing.OPERATION,
            scope.context().path(),
            () -> bucket.client.listObjectVersions(request));
    if (!isListing(page)) {
      throw new StorageFailureException(
          scope.context(), "the server's response is not a listing of versions", null);
    }
    boolean more = Boolean.TRUE.equals(page.isTruncated());
    List<VersionPage.Found> found = merged(page);
    return new VersionPage(found, more, Markers.next(page, found));
  }

  /** Where a page ends, in one token. An id of a version has no such character. */
  private record Markers(String version, String key) {
    private static final char BETWEEN = '\0';

    static Markers of(String token) {
      int end = token.indexOf(BETWEEN);
      return new Markers(token.substring(0, end), token.substring(end + 1));
    }

    /** Some servers do not encode the key of the marker, so it is that of the version it names. */
    static @Nullable String next(ListObjectVersionsResponse page, List<VersionPage.Found> found) {
      String version = page.nextVersionIdMarker();
      String key = page.nextKeyMarker();
      for (VersionPage.Found each : found) {
        key = each.id() != null && each.id().equals(version) ? each.key() : key;
      }
      return key == null || key.isEmpty()
          ? null
          : (version == null ? "" : version.replace("\0", "")) + BETWEEN + key;
    }

    ListObjectVersionsRequest in(ListObjectVersionsRequest first) {
      return first.toBuilder()
          .keyMarker(key)
          .versionIdMarker(version.isEmpty() ? null : version)
          .build();
    }
  }

  /** The SDK parses the page of a captive portal as a listing without versions. */
  private static boolean isListing(ListObjectVersionsResponse page) {
    boolean isOne =
        page.name() != null
            || page.isTruncated() != null
            || page.hasVersions()
            || page.hasDeleteMarkers();
    return isOne
        && page.versions().stream().allMatch(each -> each.key() != null)
        && page.deleteMarkers().stream().allMatch(each -> each.key() != null);
  }

  private static List<VersionPage.Found> merged(ListObjectVersionsResponse page) {
    List<VersionPage.Found> versions = page.versions().stream().map(S3VersionPages::found).toList();
    List<VersionPage.Found> deletions =
        page.deleteMarkers().stream().map(S3VersionPages::found).toList();
    return new S3VersionOrder(versions, deletions)
        .merged().stream().map(S3VersionPages::inSeconds).toList();
  }

  /** A version has the time that its file had in other responses. */
  private static VersionPage.Found inSeconds(VersionPage.Found found) {
    return new VersionPage.Found(
        found.key(),
        found.id(),
        S3FileInfos.time(found.time()),
        found.size(),
        found.etag(),
        found.latest(),
        found.deletion());
  }

  private static VersionPage.Found found(ObjectVersion version) {
    return new VersionPage.Found(
        version.key(),
        version.versionId(),
        time(version.lastModified()),
        version.size(),
        S3FileInfos.etag(version.eTag()),
        Boolean.TRUE.equals(version.isLatest()),
        false);
  }

  private static VersionPage.Found found(DeleteMarkerEntry deletion) {
    return new VersionPage.Found(
        deletion.key(),
        deletion.versionId(),
        time(deletion.lastModified()),
        0L,
        S3FileInfos.NO_ETAG,
        Boolean.TRUE.equals(deletion.isLatest()),
        true);
  }

  private static Instant time(@Nullable Instant told) {
    return told == null ? Instant.EPOCH : told;
  }
}
