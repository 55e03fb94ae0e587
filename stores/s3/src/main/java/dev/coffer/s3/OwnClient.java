package dev.coffer.s3;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A client of a store's own, with the parts of it that the store itself knows.
 *
 * @param client the SDK's
 * @param http what it sends its requests with; closed with it
 * @param metrics what both send
 * @param routes what was learned from requests of the SDK
 * @param connection how it was made
 */
record OwnClient(
    S3Client client,
    SdkHttpClient http,
    RequestMetricsInterceptor metrics,
    RequestTemplateInterceptor routes,
    S3ConnectionSettings connection)
    implements AutoCloseable {
  @Override
  public void close() {
    client.close();
    http.close();
  }
}
