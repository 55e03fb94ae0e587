package dev.coffer.s3;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Takes away {@code Expect: 100-continue}, which the SDK sends with every body and which costs a
 * small one a second round trip. A large body keeps it: a server that refuses the request says so
 * before the body is sent for nothing.
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
