package dev.coffer.s3;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Removes {@code Expect: 100-continue}, which the SDK sends with every body and which costs a small
 * body a second round trip. Large bodies keep it, so that a server can refuse the request before
 * the body is sent.
 */
final class DisableExpectContinue implements ExecutionInterceptor {
  private static final long LARGE = 1 << 20;

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    SdkHttpRequest request = context.httpRequest();
    if (request.firstMatchingHeader("Expect").isEmpty()) {
      return request;
    }
    boolean isLarge =
        request
            .firstMatchingHeader("Content-Length")
            .or(() -> request.firstMatchingHeader("x-amz-decoded-content-length"))
            .map(Long::parseLong)
            .or(() -> context.requestBody().flatMap(b -> b.optionalContentLength()))
            .filter(length -> length >= LARGE)
            .isPresent();
    return isLarge ? request : request.toBuilder().removeHeader("Expect").build();
  }
}
