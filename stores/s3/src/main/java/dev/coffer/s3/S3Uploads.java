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
 * The uploads in parts below a store's prefix that a killed process left. They cost until they are
 * aborted.
 *
 * <p>Nobody can ask whether an upload's process lives. One that has had no new part for a time goes
 * for dead: a live write sends one every few seconds or fails.
 */
final class S3Uploads implements Leftovers {
  /** The longest that a live write may rest, with much to spare. */
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

  /** Takes an upload that is dead. */
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
      next = goesOn(page) ? after(tokens, request, page) : null;
    }
  }

  /**
   * What is no listing, such as the page of a portal, must not be taken for one without entries.
   */
  private void requireListing(String operation, String path, boolean isListing) {
    if (!isListing) {
      throw new StorageFailureException(
          new ErrorContext(operation, path, bucket.store()),
          "the server's answer is no listing",
          null);
    }
  }

  /** A server that does not say whether there is more may say where it goes on. */
  private static boolean goesOn(ListMultipartUploadsResponse page) {
    return page.isTruncated() == null
        ? isTold(page.nextKeyMarker())
        : Boolean.TRUE.equals(page.isTruncated());
  }

  private static boolean goesOn(ListPartsResponse page) {
    Integer marker = page.nextPartNumberMarker();
    return page.isTruncated() == null
        ? marker != null && marker > 0
        : Boolean.TRUE.equals(page.isTruncated());
  }

  private static boolean isTold(@Nullable String marker) {
    return marker != null && !marker.isEmpty();
  }

  /** What belongs to others is not even looked at, whatever the server says. */
  private void requireInside(String operation, ListMultipartUploadsResponse page) {
    if (!page.uploads().stream().allMatch(this::isInside)) {
      throw new StorageFailureException(
          new ErrorContext(operation, "", bucket.store()),
          "the server lists uploads outside of the store",
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

  /** A large file may take days: what counts is its youngest part. */
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
      next = goesOn(page) ? after(tokens, request, page) : null;
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
      // It has ended by itself.
    }
  }
}
