package dev.coffer.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A write of an object whatever is there: it can be repeated. */
record PlainPut(PutObjectRequest request, RequestBody content, ObjectRequests sdk)
    implements PlainRequest<PutObjectResponse> {

  static boolean canMake(PutObjectRequest request) {
    return request.ifMatch() == null && request.ifNoneMatch() == null;
  }

  @Override
  public String name() {
    return "PutObject";
  }

  @Override
  public ContentStreamProvider body() {
    return content.contentStreamProvider();
  }

  @Override
  public SdkHttpRequest by(RequestTemplate route) {
    Fields headers = new Fields(route.to(SdkHttpMethod.PUT, request.key()));
    headers.put("Content-Type", request.contentType());
    headers.put("Content-Length", request.contentLength());
    headers.put("Content-MD5", request.contentMD5());
    headers.put("x-amz-checksum-crc32", request.checksumCRC32());
    request
        .metadata()
        .forEach((name, value) -> headers.put(RequestTemplate.METADATA + name, value));
    headers.put("x-amz-server-side-encryption", request.serverSideEncryptionAsString());
    headers.put("x-amz-server-side-encryption-aws-kms-key-id", request.ssekmsKeyId());
    headers.put("x-amz-server-side-encryption-bucket-key-enabled", request.bucketKeyEnabled());
    headers.put("x-amz-storage-class", request.storageClassAsString());
    headers.put("x-amz-tagging", request.tagging());
    return headers.request.build();
  }

  /** The headers of the request, but for those that have no value. */
  private record Fields(SdkHttpRequest.Builder request) {
    void put(String name, @Nullable Object value) {
      if (value != null) {
        request.putHeader(name, value.toString());
      }
    }
  }

  @Override
  public PutObjectResponse of(HttpExecuteResponse answer) throws IOException {
    try (AbortableInputStream rest =
        answer.responseBody().orElseGet(AbortableInputStream::createEmpty)) {
      rest.transferTo(OutputStream.nullOutputStream());
    }
    SdkHttpResponse head = answer.httpResponse();
    if (!TruncatedAnswers.hasWholeEtag(head)) {
      throw new IOException(TruncatedAnswers.LOST);
    }
    PutObjectResponse.Builder told = PutObjectResponse.builder();
    told.eTag(head.firstMatchingHeader("ETag").orElse(null));
    told.sdkHttpResponse(head);
    return told.build();
  }

  @Override
  public PutObjectResponse bySdk(Duration left) {
    return sdk.put(
        request.toBuilder().overrideConfiguration(call -> call.apiCallTimeout(left)).build(),
        content);
  }
}
