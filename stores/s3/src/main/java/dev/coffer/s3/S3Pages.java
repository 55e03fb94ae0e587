package dev.coffer.s3;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.remote.KeyPage;
import dev.coffer.remote.KeyPages;
import dev.coffer.s3.direct.ObjectRequests;
import java.util.Iterator;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Requests the pages of a listing. Keys are transferred encoded, because XML cannot represent all
 * of them; the requests decode them.
 */
final class S3Pages implements KeyPages.Service {
  static final int LARGEST_PAGE = 1000;

  private final S3Bucket bucket;
  private final ObjectRequests requests;
  private final ErrorContext context;
  private final ListObjectsV2Request first;

  /** Returns the pages of all keys below a directory. */
  static Iterator<KeyPage> ofAll(S3Bucket bucket, String operation, FilePath directory) {
    ListObjectsV2Request first =
        ListObjectsV2Request.builder()
            .bucket(bucket.keys.bucket())
            .prefix(bucket.keys.below(directory))
            .maxKeys(LARGEST_PAGE)
            .encodingType(EncodingType.URL)
            .build();
    return new S3Pages(bucket, bucket.objects, operation, directory, first).pages();
  }

  /** Returns the pages of a listing with options. */
  static Iterator<KeyPage> of(
      S3Bucket bucket,
      FilePath directory,
      ListOptions options,
      String below,
      Optional<String> start) {
    ListObjectsV2Request.Builder first =
        ListObjectsV2Request.builder()
            .bucket(bucket.keys.bucket())
            .prefix(below)
            .maxKeys(Math.min(options.pageSize(), LARGEST_PAGE))
            .encodingType(EncodingType.URL);
    if (!options.isRecursive()) {
      first.delimiter("/");
    }
    start.ifPresent(first::startAfter);
    return new S3Pages(bucket, bucket.sdk, "list", directory, first.build()).pages();
  }

  private S3Pages(
      S3Bucket bucket,
      ObjectRequests requests,
      String operation,
      FilePath directory,
      ListObjectsV2Request first) {
    this.bucket = bucket;
    this.requests = requests;
    this.context = new ErrorContext(operation, directory.toString(), bucket.store());
    this.first = first;
  }

  private Iterator<KeyPage> pages() {
    return new KeyPages(context, bucket.lifetime, bucket.order, this);
  }

  @Override
  public KeyPages.Answer page(Optional<String> token) {
    ListObjectsV2Request request =
        token
            .map(next -> first.toBuilder().startAfter(null).continuationToken(next).build())
            .orElse(first);
    ListObjectsV2Response page =
        bucket.callWithoutObject(context.operation(), context.path(), () -> requests.list(request));
    if (!isListing(page)) {
      throw broken("the server's response is not a listing");
    }
    if (!isComplete(page)) {
      throw broken("the server's listing lacks the key or the size of an object");
    }
    KeyPage found =
        new KeyPage(
            page.contents().stream().map(S3Pages::found).toList(),
            page.commonPrefixes().stream().map(CommonPrefix::prefix).toList());
    return new KeyPages.Answer(found, hasMore(page), page.nextContinuationToken());
  }

  private StorageFailureException broken(String hint) {
    return new StorageFailureException(context, hint, null);
  }

  private static boolean isComplete(ListObjectsV2Response page) {
    return page.commonPrefixes().stream().allMatch(each -> each.prefix() != null)
        && page.contents().stream()
            .allMatch(each -> each.key() != null && each.size() != null && each.size() >= 0);
  }

  /** The SDK parses the page of a captive portal as a listing without keys. */
  private static boolean isListing(ListObjectsV2Response page) {
    return page.name() != null
        || page.isTruncated() != null
        || page.keyCount() != null
        || page.nextContinuationToken() != null
        || page.hasContents()
        || page.hasCommonPrefixes();
  }

  /**
   * Some servers report that there is more in a form of their own; the continuation token shows it.
   */
  private static boolean hasMore(ListObjectsV2Response page) {
    String token = page.nextContinuationToken();
    return Boolean.TRUE.equals(page.isTruncated()) || (token != null && !token.isEmpty());
  }

  private static KeyPage.Found found(S3Object object) {
    return new KeyPage.Found(object.key(), path -> S3FileInfos.of(path, object));
  }
}
