package dev.coffer.s3;

import dev.coffer.s3.direct.DirectClient;
import dev.coffer.s3.direct.RequestTemplateInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A client that a store created for itself, with the parts that the store uses directly.
 *
 * @param client the SDK's client
 * @param http sends its requests; closed with it
 * @param metrics counts the requests of both
 * @param templates the templates of object requests, taken from requests of the SDK
 * @param connection the settings that it was created with
 */
record OwnClient(
    S3Client client,
    SdkHttpClient http,
    RequestMetricsInterceptor metrics,
    RequestTemplateInterceptor templates,
    S3ConnectionSettings connection)
    implements AutoCloseable {
  /** Returns the parts that direct requests use. */
  DirectClient direct() {
    return new DirectClient(
        http,
        connection.signer(),
        client.serviceClientConfiguration().credentialsProvider(),
        templates,
        metrics,
        connection.longestAttempt(),
        connection.callTimeout(),
        connection.retryDeadline());
  }

  @Override
  public void close() {
    client.close();
    http.close();
  }
}
