package dev.coffer.s3;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.remote.KeyPage;
import dev.coffer.remote.ListingProgress;
import dev.coffer.remote.PageTokens;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The pages of a listing, each requested when it is needed. Keys are transferred encoded, because
 * XML cannot represent all of them; the SDK decodes them.
 */
final class S3Pages implements Iterator<KeyPage> {
  static final int LARGEST_PAGE = 1000;

  private final S3Bucket bucket;
  private final String operation;
  private final String path;
  private final PageTokens tokens;
  private final ListingProgress course;
  private @Nullable ListObjectsV2Request next;

  /** Returns the pages of all keys below a directory. */
  static S3Pages ofAll(S3Bucket bucket, String operation, FilePath directory) {
    ListObjectsV2Request first =
        ListObjectsV2Request.builder()
            .bucket(bucket.keys.bucket())
            .prefix(bucket.keys.below(directory))
            .maxKeys(LARGEST_PAGE)
            .encodingType(EncodingType.URL)
            .build();
    return new S3Pages(bucket, operation, directory.toString(), first);
  }

  /** Creates the pages of a listing with options. */
  static S3Pages of(
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
    return new S3Pages(bucket, "list", directory.toString(), first.build());
  }

  private S3Pages(S3Bucket bucket, String operation, String path, ListObjectsV2Request first) {
    this.bucket = bucket;
    this.operation = operation;
    this.path = path;
    this.tokens = new PageTokens(operation, path, bucket.store());
    this.course = new ListingProgress(bucket.order);
    this.next = first;
  }

  @Override
  public boolean hasNext() {
    bucket.check(operation, path);
    return next != null;
  }

  @Override
  public KeyPage next() {
    ListObjectsV2Request request = next;
    if (request == null) {
      throw new NoSuchElementException();
    }
    ListObjectsV2Response page =
        bucket.call(operation, path, () -> bucket.client.listObjectsV2(request));
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
    next = hasMore(page) ? after(request, page, found) : null;
    return found;
  }

  private StorageFailureException broken(String hint) {
    return new StorageFailureException(
        new ErrorContext(operation, path, bucket.store()), hint, null);
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

  private ListObjectsV2Request after(
      ListObjectsV2Request request, ListObjectsV2Response page, KeyPage found) {
    String token = tokens.next(page.nextContinuationToken());
    if (!course.leadsOn(found)) {
      throw broken("the server's listing does not advance");
    }
    return request.toBuilder().startAfter(null).continuationToken(token).build();
  }

  private static KeyPage.Found found(S3Object object) {
    return new KeyPage.Found(object.key(), path -> S3FileInfos.of(path, object));
  }
}
