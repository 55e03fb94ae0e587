package com.example.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import dev.coffer.config.Settings;
import dev.coffer.remote.BucketOptions;
import dev.coffer.remote.MalformedResponseException;
import dev.coffer.remote.ResponseFraming;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/** Clients of the service as a store needs them. */
final class AzureClients {
  private AzureClients() {}

  /** A client that makes each request once: the store repeats it. */
  static BlobContainerClient container(
      URI endpoint, String name, StorageSharedKeyCredential credential, Settings settings) {
    return new BlobContainerClientBuilder()
        .endpoint(endpoint.toString())
        .containerName(name)
        .credential(credential)
        .retryOptions(
            new RequestRetryOptions(
                RetryPolicyType.FIXED, 1, settings.get(BucketOptions.ATTEMPT), null, null, null))
        .httpClient(
            new JdkHttpClientBuilder()
                .connectionTimeout(settings.get(BucketOptions.CONNECT))
                .responseTimeout(settings.get(BucketOptions.SOCKET))
                .readTimeout(settings.get(BucketOptions.SOCKET))
                .writeTimeout(settings.get(BucketOptions.SOCKET))
                .build())
        .addPolicy(new FramingPolicy())
        .buildClient();
  }

  /** Refuses answers that do not say clearly where they end. */
  private static final class FramingPolicy extends HttpPipelineSyncPolicy {
    @Override
    protected HttpResponse afterReceivedResponse(
        HttpPipelineCallContext context, HttpResponse response) {
      try {
        ResponseFraming.check(
            values(response, HttpHeaderName.CONTENT_LENGTH),
            values(response, HttpHeaderName.TRANSFER_ENCODING));
        return response;
      } catch (MalformedResponseException e) {
        response.close();
        throw new UncheckedIOException(e);
      }
    }

    private static List<String> values(HttpResponse response, HttpHeaderName name) {
      String[] values = response.getHeaders().getValues(name);
      return values == null ? List.of() : List.of(values);
    }
  }
}
