package dev.coffer.s3;

import dev.coffer.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** The uploads below a store's prefix. */
final class Uploads implements UnfinishedUploads {
  private final Bucket bucket;

  Uploads(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public List<UnfinishedUpload> list() {
    List<UnfinishedUpload> found = new ArrayList<>();
    ListMultipartUploadsRequest request =
        ListMultipartUploadsRequest.builder()
            .bucket(bucket.keys.bucket())
            .prefix(bucket.keys.prefix())
            .build();
    while (true) {
      ListMultipartUploadsRequest page = request;
      ListMultipartUploadsResponse answer =
          bucket.call("list", "", () -> bucket.client.listMultipartUploads(page));
      answer.uploads().forEach(upload -> found.add(of(upload)));
      if (!Boolean.TRUE.equals(answer.isTruncated())) {
        return List.copyOf(found);
      }
      request =
          request.toBuilder()
              .keyMarker(answer.nextKeyMarker())
              .uploadIdMarker(answer.nextUploadIdMarker())
              .build();
    }
  }

  private UnfinishedUpload of(MultipartUpload upload) {
    return new UnfinishedUpload(
        bucket.keys.name(upload.key()), upload.uploadId(), Infos.time(upload.initiated()));
  }

  @Override
  public void abort(UnfinishedUpload upload) {
    String key = bucket.keys.prefix() + upload.path();
    try {
      bucket.call(
          "delete",
          upload.path(),
          () ->
              bucket.client.abortMultipartUpload(
                  r -> r.bucket(bucket.keys.bucket()).key(key).uploadId(upload.id())));
    } catch (NotFoundException e) {
      // It has ended by itself.
    }
  }
}
