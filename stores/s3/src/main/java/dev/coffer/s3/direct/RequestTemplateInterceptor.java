package dev.coffer.s3.direct;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Learns how to request the objects of a bucket from each successful request of the SDK. */
public final class RequestTemplateInterceptor implements ExecutionInterceptor {
  private final String bucket;
  private volatile @Nullable RequestTemplate known;
  private volatile boolean closed;

  /**
   * Creates an interceptor for one bucket; the application may use the same client for others.
   *
   * @param bucket its name
   */
  public RequestTemplateInterceptor(String bucket) {
    this.bucket = bucket;
  }

  /** Returns the template, or null if there is none. */
  @Nullable RequestTemplate known() {
    return known;
  }

  /** Withholds the template until the SDK has succeeded again. */
  void suspend() {
    known = null;
  }

  /** Withholds the template permanently. */
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
          .ifPresent(template -> known = template);
    }
  }
}
