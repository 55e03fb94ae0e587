package dev.coffer.s3;

import dev.coffer.remote.KeyVersion;
import dev.coffer.s3.direct.BoundedRequests;
import dev.coffer.s3.direct.ObjectGet;
import dev.coffer.s3.direct.ObjectHead;
import dev.coffer.s3.direct.ObjectPut;
import dev.coffer.s3.direct.ObjectRequests;
import dev.coffer.s3.direct.PutResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Requests for objects by the SDK's complete pipeline.
 *
 * @param client the SDK's client
 * @param bucket the bucket of the objects
 * @param settings the settings of written objects
 * @param timeout the timeout of a call; null for the client's own
 */
record SdkRequests(
    S3Client client, String bucket, S3ObjectSettings settings, @Nullable Duration timeout)
    implements BoundedRequests {
  /**
   * The SDK would abort a stream that is not read for a minute, and would hold it in memory for
   * that minute even after it is closed.
   */
  private static final Duration UNTIMED = Duration.ZERO;

  SdkRequests(S3Client client, String bucket, S3ObjectSettings settings) {
    this(client, bucket, settings, null);
  }

  @Override
  public ObjectRequests within(Duration limit) {
    return new SdkRequests(client, bucket, settings, limit);
  }

  @Override
  public ResponseInputStream<ObjectHead> get(ObjectGet get) {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(get.object().key())
            .versionId(get.object().version())
            .checksumMode(ChecksumMode.ENABLED)
            .range(get.range())
            .ifMatch(get.conditions().ifMatch())
            .ifNoneMatch(get.conditions().ifNoneMatch());
    limit(request);
    return client.getObject(
        request.build(),
        ResponseTransformer.unmanaged(
            (response, body) -> new ResponseInputStream<>(head(response), body, UNTIMED)));
  }

  private static ObjectHead head(GetObjectResponse response) {
    return new ObjectHead(
        response.contentLength(),
        response.lastModified(),
        response.eTag(),
        response.contentType(),
        response.metadata(),
        response.sdkHttpResponse());
  }

  @Override
  public ObjectHead head(KeyVersion object) {
    HeadObjectRequest.Builder request =
        HeadObjectRequest.builder().bucket(bucket).key(object.key()).versionId(object.version());
    limit(request);
    HeadObjectResponse response = client.headObject(request.build());
    return new ObjectHead(
        response.contentLength(),
        response.lastModified(),
        response.eTag(),
        response.contentType(),
        response.metadata(),
        response.sdkHttpResponse());
  }

  @Override
  public PutResult put(ObjectPut put) {
    PutObjectRequest.Builder request =
        settings
            .on(PutObjectRequest.builder())
            .bucket(bucket)
            .key(put.key())
            .contentType(put.contentType())
            .contentLength(put.body().optionalContentLength().orElse(null))
            .contentMD5(put.md5())
            .checksumCRC32(put.crc32())
            .metadata(put.metadata())
            .ifNoneMatch(put.conditions().ifNoneMatch())
            .ifMatch(put.conditions().ifMatch());
    limit(request);
    PutObjectResponse response = client.putObject(request.build(), put.body());
    return new PutResult(response.eTag(), response.sdkHttpResponse());
  }

  @Override
  public SdkHttpResponse delete(KeyVersion object) {
    DeleteObjectRequest.Builder request =
        DeleteObjectRequest.builder().bucket(bucket).key(object.key()).versionId(object.version());
    limit(request);
    return client.deleteObject(request.build()).sdkHttpResponse();
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request list) {
    ListObjectsV2Request.Builder request = list.toBuilder();
    limit(request);
    return client.listObjectsV2(request.build());
  }

  private void limit(AwsRequest.Builder request) {
    if (timeout != null) {
      request.overrideConfiguration(
          AwsRequestOverrideConfiguration.builder().apiCallTimeout(timeout).build());
    }
  }
}
