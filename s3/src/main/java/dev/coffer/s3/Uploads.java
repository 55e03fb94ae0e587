package dev.coffer.s3;

import dev.coffer.Leftover;
import dev.coffer.Leftovers;
import dev.coffer.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * The uploads in parts below a store's prefix that a killed process left. They cost until they are
 * aborted.
 *
 * <p>Nobody can ask whether an upload's process lives. One that has had no new part for a time goes
 * for dead: a live write sends one every few seconds or fails.
 */
final class Uploads implements Leftovers {
  /** The longest that a live write may rest, with much to spare. */
  static final Duration REST = Duration.ofDays(1);

  private final Bucket bucket;
  private final Duration rest;

  Uploads(Bucket bucket, Duration rest) {
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
    ListMultipartUploadsRequest request =
        ListMultipartUploadsRequest.builder()
            .bucket(bucket.keys.bucket())
            .prefix(bucket.keys.prefix())
            .build();
    while (true) {
      ListMultipartUploadsRequest page = request;
      ListMultipartUploadsResponse answer =
          bucket.call(operation, "", () -> bucket.client.listMultipartUploads(page));
      for (MultipartUpload upload : answer.uploads()) {
        if (Infos.time(upload.initiated()).isBefore(limit)) {
          visit(operation, upload, limit, visitor);
        }
      }
      if (!Boolean.TRUE.equals(answer.isTruncated())) {
        return;
      }
      request =
          request.toBuilder()
              .keyMarker(answer.nextKeyMarker())
              .uploadIdMarker(answer.nextUploadIdMarker())
              .build();
    }
  }

  /** A large file may take days: what counts is its youngest part. */
  private void visit(String operation, MultipartUpload upload, Instant limit, Visitor visitor) {
    Instant since = Infos.time(upload.initiated());
    long size = 0;
    try {
      for (Part part : parts(operation, upload)) {
        Instant sent = Infos.time(part.lastModified());
        since = sent.isAfter(since) ? sent : since;
        size += part.size();
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
    return bucket.call(
        operation,
        bucket.keys.name(upload.key()),
        () ->
            bucket
                .client
                .listPartsPaginator(
                    r ->
                        r.bucket(bucket.keys.bucket())
                            .key(upload.key())
                            .uploadId(upload.uploadId()))
                .parts()
                .stream()
                .toList());
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
