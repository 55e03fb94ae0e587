package dev.coffer.s3;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** The pages of a listing, each asked for when it is taken. */
final class Pages implements Iterator<ListObjectsV2Response> {
  static final int LARGEST_PAGE = 1000;

  private final Bucket bucket;
  private final String operation;
  private final String path;
  private @Nullable ListObjectsV2Request next;

  Pages(Bucket bucket, String operation, String path, ListObjectsV2Request first) {
    this.bucket = bucket;
    this.operation = operation;
    this.path = path;
    this.next = first;
  }

  @Override
  public boolean hasNext() {
    bucket.check(operation, path);
    return next != null;
  }

  @Override
  public ListObjectsV2Response next() {
    ListObjectsV2Request request = next;
    if (request == null) {
      throw new NoSuchElementException();
    }
    ListObjectsV2Response page =
        bucket.call(operation, path, () -> bucket.client.listObjectsV2(request));
    String token = page.nextContinuationToken();
    boolean more = Boolean.TRUE.equals(page.isTruncated()) && token != null;
    next = more ? request.toBuilder().startAfter(null).continuationToken(token).build() : null;
    return page;
  }
}
