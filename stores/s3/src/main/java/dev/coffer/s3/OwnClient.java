package dev.coffer.s3;

import dev.coffer.s3.direct.DirectClient;
import dev.coffer.s3.direct.RequestTemplateInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A client of a store's own, with the parts of it that the store itself knows.
 *
 * @param client the SDK's
 * @param http what it sends its requests with; closed with it
 * @param metrics what both send
 * @param templates how objects are requested, as requests of the SDK showed
 * @param connection how it was made
 */
record OwnClient(
    S3Client client,
    SdkHttpClient http,
    RequestMetricsInterceptor metrics,
    RequestTemplateInterceptor templates,
    S3ConnectionSettings connection)
    implements AutoCloseable {
  /** What direct requests are made with. */
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
