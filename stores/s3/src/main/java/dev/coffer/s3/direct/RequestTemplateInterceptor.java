package dev.coffer.s3.direct;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Learns how a bucket's objects are requested from each request of the SDK that succeeds. */
public final class RequestTemplateInterceptor implements ExecutionInterceptor {
  private final String bucket;
  private volatile @Nullable RequestTemplate known;
  private volatile boolean closed;

  /**
   * A template for one bucket; an application may use the same client for others.
   *
   * @param bucket its name
   */
  public RequestTemplateInterceptor(String bucket) {
    this.bucket = bucket;
  }

  /** The template, if there is one. */
  @Nullable RequestTemplate known() {
    return known;
  }

  /** Gives no template until the SDK has succeeded again. */
  void suspend() {
    known = null;
  }

  /** Never gives a template again. */
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
