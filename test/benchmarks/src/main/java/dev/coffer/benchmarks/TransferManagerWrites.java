package dev.coffer.benchmarks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** The SDK's own way to send large files, on its client in Java. */
final class TransferManagerWrites implements LargeWrites {
  private final String bucket;
  private final S3AsyncClient client;
  private final S3TransferManager transfers;
  private final ExecutorService reading = Executors.newSingleThreadExecutor();

  TransferManagerWrites(S3Access access) {
    this.bucket = access.bucket();
    this.client =
        S3AsyncClient.builder()
            .endpointOverride(access.endpoint())
            .region(Region.of(S3Access.REGION))
            .credentialsProvider(access.credentials())
            .httpClientBuilder(NettyNioAsyncHttpClient.builder())
            .multipartEnabled(true)
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .build();
    this.transfers = S3TransferManager.builder().s3Client(client).build();
  }

  @Override
  public void streamIn(String path, LargeContent content) {
    AsyncRequestBody body =
        AsyncRequestBody.fromInputStream(content.open(), content.length(), reading);
    transfers
        .upload(u -> u.requestBody(body).putObjectRequest(r -> r.bucket(bucket).key(path)))
        .completionFuture()
        .join();
  }

  @Override
  public void close() {
    transfers.close();
    client.close();
    reading.shutdownNow();
  }
}
