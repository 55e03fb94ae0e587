package dev.coffer.s3.direct;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** A request for the first page of all keys with a prefix. */
record DirectList(ListObjectsV2Request list) implements DirectRequest<ListObjectsV2Response> {
  static boolean canMake(ListObjectsV2Request list) {
    return list.prefix() != null
        && list.maxKeys() != null
        && list.encodingType() == EncodingType.URL
        && list.delimiter() == null
        && list.startAfter() == null
        && list.continuationToken() == null;
  }

  @Override
  public String name() {
    return "ListObjectsV2";
  }

  @Override
  public SdkHttpRequest of(RequestTemplate template) {
    return template
        .toBucket(SdkHttpMethod.GET)
        .putRawQueryParameter("list-type", "2")
        .putRawQueryParameter("max-keys", list.maxKeys().toString())
        .putRawQueryParameter("prefix", list.prefix())
        .putRawQueryParameter("encoding-type", list.encodingTypeAsString())
        .build();
  }

  @Override
  public ListObjectsV2Response result(HttpExecuteResponse response) throws IOException {
    try (InputStream body =
        response.responseBody().orElseThrow(() -> new IOException("the response has no body"))) {
      return ListingXml.read(body);
    }
  }

  @Override
  public ListObjectsV2Response by(ObjectRequests others) {
    return others.list(list);
  }
}
