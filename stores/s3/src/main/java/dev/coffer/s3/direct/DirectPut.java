package dev.coffer.s3.direct;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An unconditional write of an object, which can be repeated.
 *
 * @param put the write
 * @param settings the headers of encryption, storage class and tags
 */
record DirectPut(ObjectPut put, Map<String, String> settings) implements DirectRequest<PutResult> {

  static boolean canMake(ObjectPut put) {
    return put.conditions().equals(ConditionHeaders.NONE);
  }

  @Override
  public String name() {
    return "PutObject";
  }

  @Override
  public ContentStreamProvider body() {
    return put.body().contentStreamProvider();
  }

  @Override
  public SdkHttpRequest of(RequestTemplate template) {
    SdkHttpRequest.Builder request = template.to(SdkHttpMethod.PUT, put.key());
    settings.forEach(request::putHeader);
    put.metadata()
        .forEach((name, value) -> request.putHeader(RequestTemplate.METADATA + name, value));
    request.putHeader(
        "Content-Length", Long.toString(put.body().optionalContentLength().orElseThrow()));
    putIfGiven(request, "Content-Type", put.contentType());
    putIfGiven(request, "Content-MD5", put.md5());
    putIfGiven(request, "x-amz-checksum-crc32", put.crc32());
    return request.build();
  }

  private static void putIfGiven(
      SdkHttpRequest.Builder request, String name, @Nullable String value) {
    if (value != null) {
      request.putHeader(name, value);
    }
  }

  @Override
  public PutResult result(HttpExecuteResponse response) throws IOException {
    try (AbortableInputStream rest =
        response.responseBody().orElseGet(AbortableInputStream::createEmpty)) {
      rest.transferTo(OutputStream.nullOutputStream());
    }
    SdkHttpResponse head = response.httpResponse();
    if (!ResponseHeads.hasEtag(head)) {
      throw new IOException(ResponseHeads.LOST);
    }
    return new PutResult(head.firstMatchingHeader("ETag").orElse(null), head);
  }

  @Override
  public PutResult by(ObjectRequests others) {
    return others.put(put);
  }
}
