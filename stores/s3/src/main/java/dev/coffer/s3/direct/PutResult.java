package dev.coffer.s3.direct;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The result of a write.
 *
 * @param etag with its quotes; null if there is none
 * @param http the head of the response, which contains its date
 */
public record PutResult(@Nullable String etag, SdkHttpResponse http) {}
