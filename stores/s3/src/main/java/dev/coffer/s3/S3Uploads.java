package dev.coffer.s3;

import dev.coffer.ErrorContext;
import dev.coffer.NotFoundException;
import dev.coffer.StorageFailureException;
import dev.coffer.remote.PageTokens;
import dev.coffer.spi.Leftover;
import dev.coffer.spi.Leftovers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Finds the multipart uploads below a store's prefix that killed processes have left. They cost
 * money until they are aborted.
 *
 * <p>It cannot be determined whether the process of an upload is alive. An upload without a new
 * part for some time is considered abandoned: a live write sends a part every few seconds or fails.
 */
final class S3Uploads implements Leftovers {
  /** The longest pause of a live write, with a generous margin. */
  static final Duration REST = Duration.ofDays(1);

  private final S3Bucket bucket;
  private final Duration rest;

  S3Uploads(S3Bucket bucket, Duration rest) {
    this.bucket = bucket;
    this.rest = rest;
  }

  @Override
  public void find(Consumer<Leftover> found) {
    visit("find leftovers", (upload, leftover) -> found.accept(leftover));
  }

  @Override
  public void remove(Consumer<Leftover> removed) {
    visit(
        "remove leftovers",
        (upload, leftover) -> {
          abort(upload);
          removed.accept(leftover);
        });
  }

  /** Receives an abandoned upload. */
  private interface Visitor {
    void visit(MultipartUpload upload, Leftover leftover);
  }

  private void visit(String operation, Visitor visitor) {
    Instant limit = Instant.now().minus(rest);
    PageTokens tokens = new PageTokens(operation, "", bucket.store());
    @Nullable ListMultipartUploadsRequest next =
        ListMultipartUploadsRequest.builder()
            .bucket(bucket.keys.bucket())
            .prefix(bucket.keys.prefix())
            .encodingType(EncodingType.URL)
            .build();
    while (next != null) {
      ListMultipartUploadsRequest request = next;
      ListMultipartUploadsResponse page =
          bucket.call(operation, "", () -> bucket.client.listMultipartUploads(request));
      requireListing(operation, "", page.bucket() != null || page.isTruncated() != null);
      requireInside(operation, page);
      page.uploads().stream()
          .filter(upload -> S3FileInfos.time(upload.initiated()).isBefore(limit))
          .forEach(upload -> visit(operation, upload, limit, visitor));
      next = hasMore(page) ? after(tokens, request, page) : null;
    }
  }

  /**
   * A response that is not a listing, such as the page of a captive portal, must not pass for an
   * empty one.
   */
  private void requireListing(String operation, String path, boolean isListing) {
    if (!isListing) {
      throw new StorageFailureException(
          new ErrorContext(operation, path, bucket.store()),
          "the server's response is not a listing",
          null);
    }
  }

  /** A server that does not report whether there is more may still return a continuation marker. */
  private static boolean hasMore(ListMultipartUploadsResponse page) {
    return page.isTruncated() == null
        ? isPresent(page.nextKeyMarker())
        : Boolean.TRUE.equals(page.isTruncated());
  }

  private static boolean hasMore(ListPartsResponse page) {
    Integer marker = page.nextPartNumberMarker();
    return page.isTruncated() == null
        ? marker != null && marker > 0
        : Boolean.TRUE.equals(page.isTruncated());
  }

  private static boolean isPresent(@Nullable String marker) {
    return marker != null && !marker.isEmpty();
  }

  /** Throws for uploads outside the store, which must not be touched. */
  private void requireInside(String operation, ListMultipartUploadsResponse page) {
    if (!page.uploads().stream().allMatch(this::isInside)) {
      throw new StorageFailureException(
          new ErrorContext(operation, "", bucket.store()),
          "the server lists uploads outside the store",
          null);
    }
  }

  private boolean isInside(MultipartUpload upload) {
    return upload.key() != null && upload.key().startsWith(bucket.keys.prefix());
  }

  private static ListMultipartUploadsRequest after(
      PageTokens tokens, ListMultipartUploadsRequest request, ListMultipartUploadsResponse page) {
    String key = page.nextKeyMarker();
    String upload = page.nextUploadIdMarker();
    String unused = tokens.next(key == null ? null : key + "\n" + upload);
    return request.toBuilder().keyMarker(key).uploadIdMarker(upload).build();
  }

  /** A large file may take days, so the time of its latest part is decisive. */
  private void visit(String operation, MultipartUpload upload, Instant limit, Visitor visitor) {
    Instant since = S3FileInfos.time(upload.initiated());
    long size = 0;
    try {
      for (Part part : parts(operation, upload)) {
        Instant sent = S3FileInfos.time(part.lastModified());
        since = sent.isAfter(since) ? sent : since;
        size += part.size() == null ? 0 : part.size();
      }
    } catch (NotFoundException e) {
      return; // it has ended meanwhile
    }
    if (since.isBefore(limit)) {
      String place = "s3://" + bucket.keys.bucket() + "/" + upload.key();
      visitor.visit(upload, new Leftover("unfinished upload", place, since, OptionalLong.of(size)));
    }
  }

  private List<Part> parts(String operation, MultipartUpload upload) {
    String path = bucket.keys.name(upload.key());
    PageTokens tokens = new PageTokens(operation, path, bucket.store());
    List<Part> parts = new ArrayList<>();
    @Nullable ListPartsRequest next =
        ListPartsRequest.builder()
            .bucket(bucket.keys.bucket())
            .key(upload.key())
            .uploadId(upload.uploadId())
            .build();
    while (next != null) {
      ListPartsRequest request = next;
      ListPartsResponse page = bucket.call(operation, path, () -> bucket.client.listParts(request));
      boolean isListing = page.uploadId() != null || page.isTruncated() != null || page.hasParts();
      requireListing(operation, path, isListing);
      parts.addAll(page.parts());
      next = hasMore(page) ? after(tokens, request, page) : null;
    }
    return parts;
  }

  private static ListPartsRequest after(
      PageTokens tokens, ListPartsRequest request, ListPartsResponse page) {
    Integer marker = page.nextPartNumberMarker();
    String unused = tokens.next(marker == null ? null : marker.toString());
    return request.toBuilder().partNumberMarker(marker).build();
  }

  private void abort(MultipartUpload upload) {
    try {
      bucket.call(
          "abort upload",
          bucket.keys.name(upload.key()),
          () ->
              bucket.client.abortMultipartUpload(
                  r ->
                      r.bucket(bucket.keys.bucket())
                          .key(upload.key())
                          .uploadId(upload.uploadId())));
    } catch (NotFoundException e) {
      // It has ended meanwhile.
    }
  }
}
