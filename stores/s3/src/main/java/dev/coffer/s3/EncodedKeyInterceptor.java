package dev.coffer.s3;

import dev.coffer.remote.KeyText;
import dev.coffer.s3.direct.ListingXml;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Decodes the keys of listings before the SDK does. The SDK maps every byte that is not UTF-8 to
 * the same character, so the key of such an object would be reported as that of another one.
 */
final class EncodedKeyInterceptor implements ExecutionInterceptor {
  @Override
  public SdkResponse modifyResponse(
      Context.ModifyResponse context, ExecutionAttributes attributes) {
    SdkResponse answer = context.response();
    if (answer instanceof ListObjectsV2Response page && page.encodingType() == EncodingType.URL) {
      return decoded(page);
    }
    if (answer instanceof ListObjectVersionsResponse page
        && page.encodingType() == EncodingType.URL) {
      return decoded(page);
    }
    return answer instanceof ListMultipartUploadsResponse page
            && page.encodingType() == EncodingType.URL
        ? decoded(page)
        : answer;
  }

  private static ListObjectsV2Response decoded(ListObjectsV2Response page) {
    ListObjectsV2Response.Builder decoded =
        page.toBuilder()
            .encodingType((String) null)
            .prefix(decoded(page.prefix()))
            .delimiter(decoded(page.delimiter()))
            .startAfter(decoded(page.startAfter()));
    if (page.hasContents()) {
      decoded.contents(page.contents().stream().map(ListingXml::decoded).toList());
    }
    if (page.hasCommonPrefixes()) {
      decoded.commonPrefixes(decoded(page.commonPrefixes()));
    }
    return decoded.build();
  }

  /** The rest of the page is left as it is, since some servers encode the keys of entries alone. */
  private static ListObjectVersionsResponse decoded(ListObjectVersionsResponse page) {
    ListObjectVersionsResponse.Builder decoded = page.toBuilder().encodingType((String) null);
    if (page.hasVersions()) {
      decoded.versions(
          page.versions().stream()
              .map(each -> each.toBuilder().key(decoded(each.key())).build())
              .toList());
    }
    if (page.hasDeleteMarkers()) {
      decoded.deleteMarkers(
          page.deleteMarkers().stream()
              .map(each -> each.toBuilder().key(decoded(each.key())).build())
              .toList());
    }
    return decoded.build();
  }

  private static ListMultipartUploadsResponse decoded(ListMultipartUploadsResponse page) {
    ListMultipartUploadsResponse.Builder decoded =
        page.toBuilder()
            .encodingType((String) null)
            .prefix(decoded(page.prefix()))
            .delimiter(decoded(page.delimiter()))
            .keyMarker(decoded(page.keyMarker()))
            .nextKeyMarker(decoded(page.nextKeyMarker()));
    if (page.hasUploads()) {
      decoded.uploads(
          page.uploads().stream()
              .map(each -> each.toBuilder().key(decoded(each.key())).build())
              .toList());
    }
    if (page.hasCommonPrefixes()) {
      decoded.commonPrefixes(decoded(page.commonPrefixes()));
    }
    return decoded.build();
  }

  private static List<CommonPrefix> decoded(List<CommonPrefix> prefixes) {
    return prefixes.stream()
        .map(each -> each.toBuilder().prefix(decoded(each.prefix())).build())
        .toList();
  }

  private static @Nullable String decoded(@Nullable String text) {
    return text == null ? null : KeyText.decoded(text);
  }
}
