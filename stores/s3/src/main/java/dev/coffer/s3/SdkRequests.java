package dev.coffer.s3;

import java.time.Duration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Requests by the SDK, with all that it does around them. */
record SdkRequests(S3Client client) implements ObjectRequests {
  /**
   * The SDK would drop a stream of which nothing is read for a minute, and keep it for that minute,
   * with all it holds, even when it was read and closed at once.
   */
  static final Duration UNTIMED = Duration.ZERO;

  @Override
  public ResponseInputStream<GetObjectResponse> get(GetObjectRequest request) {
    return client.getObject(request, ResponseTransformer.toInputStream(UNTIMED));
  }

  @Override
  public HeadObjectResponse head(HeadObjectRequest request) {
    return client.headObject(request);
  }

  @Override
  public PutObjectResponse put(PutObjectRequest request, RequestBody body) {
    return client.putObject(request, body);
  }
}
