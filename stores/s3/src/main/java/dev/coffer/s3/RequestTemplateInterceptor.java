package dev.coffer.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Learns the route to a bucket's objects from each request of the SDK that succeeds. */
final class RequestTemplateInterceptor implements ExecutionInterceptor {
  private final String bucket;
  private volatile @Nullable RequestTemplate known;
  private volatile boolean closed;

  /** Routes to one bucket; an application may use the same client for others. */
  RequestTemplateInterceptor(String bucket) {
    this.bucket = bucket;
  }

  /** The route, if one is open. */
  @Nullable RequestTemplate known() {
    return known;
  }

  /** Until the SDK has succeeded again, nothing goes by the route. */
  void leave() {
    known = null;
  }

  /** Nothing ever goes by a route again. */
  void close() {
    closed = true;
    known = null;
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    if (known == null
        && !closed
        && context.httpResponse().isSuccessful()
        && request.getValueForField("Bucket", String.class).filter(bucket::equals).isPresent()) {
      request
          .getValueForField("Key", String.class)
          .flatMap(key -> RequestTemplate.of(context.httpRequest(), key))
          .ifPresent(route -> known = route);
    }
  }
}
