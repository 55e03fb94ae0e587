package dev.coffer.s3;

import dev.coffer.s3.direct.ListingXml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;

/**
 * Some servers report in a form of their own that a listing continues, and the SDK interprets every
 * value but {@code true} as "no". Every value that is not clearly false is replaced by that value.
 */
final class TruncatedFlagInterceptor implements ExecutionInterceptor {
  private static final Pattern FLAG = Pattern.compile("(<(?:\\w+:)?IsTruncated>)([^<]*)(?=<)");

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Object request = context.request();
    boolean lists =
        request instanceof ListObjectsV2Request
            || request instanceof ListObjectVersionsRequest
            || request instanceof ListMultipartUploadsRequest
            || request instanceof ListPartsRequest;
    Optional<InputStream> body = context.responseBody();
    return lists && context.httpResponse().isSuccessful()
        ? body.map(TruncatedFlagInterceptor::clear)
        : body;
  }

  private static InputStream clear(InputStream body) {
    try (body) {
      String listing = new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
      return new ByteArrayInputStream(clear(listing).getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException("a response that was read cannot be read again", e);
    }
  }

  static String clear(String listing) {
    return FLAG.matcher(listing).replaceAll(TruncatedFlagInterceptor::clear);
  }

  private static String clear(MatchResult flag) {
    return flag.group(1) + ListingXml.isTruncated(flag.group(2));
  }
}
