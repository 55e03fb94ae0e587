package dev.coffer.s3.direct;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A request that can be made without the SDK's pipeline.
 *
 * @param <A> its result
 */
interface DirectRequest<A> {
  /** The operation, as the SDK calls it. */
  String name();

  /** The request, without its signature. */
  SdkHttpRequest of(RequestTemplate template);

  /** What it sends, opened again for each attempt. */
  default @Nullable ContentStreamProvider body() {
    return null;
  }

  /** Returns whether a status is that of a success. */
  default boolean isDone(int status) {
    return status == 200;
  }

  /**
   * Reads a successful response.
   *
   * @throws IOException if it is incomplete; then it is closed
   */
  A result(HttpExecuteResponse response) throws IOException;

  /**
   * Examines a refusal, and throws its meaning if the SDK need not repeat the request.
   *
   * @param text of the body, or its start
   */
  default void refused(SdkHttpResponse head, String text) {}

  /** Makes the same request by others. */
  A by(ObjectRequests others);
}
