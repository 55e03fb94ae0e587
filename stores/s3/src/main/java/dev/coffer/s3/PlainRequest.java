package dev.coffer.s3;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A request that can be made without the SDK's pipeline.
 *
 * @param <A> what it gives
 */
interface PlainRequest<A> {
  /** The operation, as the SDK calls it. */
  String name();

  /** The request, but for its signature. */
  SdkHttpRequest by(RequestTemplate route);

  /** What it sends, anew for each attempt. */
  default @Nullable ContentStreamProvider body() {
    return null;
  }

  /**
   * Takes the answer to a success.
   *
   * @throws IOException when it did not come whole; then it is closed
   */
  A of(HttpExecuteResponse answer) throws IOException;

  /**
   * Looks at a refusal, and throws what it means when the SDK needs not ask again.
   *
   * @param text of the body, or its start
   */
  default void refused(SdkHttpResponse head, String text) {}

  /** The same request by the SDK, in the time that is left. */
  A bySdk(Duration left);
}
