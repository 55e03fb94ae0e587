package dev.coffer.s3;

import dev.coffer.remote.OversizedResponseException;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.MessageConstraintException;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** One request of the SDK. */
final class ApacheCall implements ExecutableHttpRequest {
  private static final Set<SdkHttpMethod> WITH_BODIES =
      EnumSet.of(SdkHttpMethod.PUT, SdkHttpMethod.POST, SdkHttpMethod.PATCH);

  /** The headers that the client adds itself. */
  private static final Set<String> OF_THE_CLIENT = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    OF_THE_CLIENT.addAll(Set.of("Host", "Content-Length", "Transfer-Encoding"));
  }

  private final CloseableHttpClient client;
  private final HttpUriRequest request;

  ApacheCall(CloseableHttpClient client, HttpExecuteRequest request, RequestConfig timeouts) {
    SdkHttpRequest head = request.httpRequest();
    RequestBuilder builder =
        RequestBuilder.create(head.method().name())
            .setUri(uri(head))
            .setConfig(timeouts)
            .setEntity(body(head, request.contentStreamProvider().orElse(null)))
            .addHeader("Host", host(head));
    head.forEachHeader(
        (name, values) -> {
          if (!OF_THE_CLIENT.contains(name)) {
            values.forEach(value -> builder.addHeader(name, value));
          }
        });
    this.client = client;
    this.request = builder.build();
  }

  /** Sends an empty body only with methods for which a server may expect one. */
  private static @Nullable HttpEntity body(
      SdkHttpRequest head, @Nullable ContentStreamProvider body) {
    if (body != null) {
      return new RepeatableBody(head, body);
    }
    return WITH_BODIES.contains(head.method()) ? new ByteArrayEntity(new byte[0]) : null;
  }

  /** The client would collapse consecutive slashes into one. */
  private static URI uri(SdkHttpRequest head) {
    if (!head.encodedPath().contains("//")) {
      return head.getUri();
    }
    String query = head.encodedQueryParameters().map(each -> "?" + each).orElse("");
    return URI.create(
        head.protocol()
            + "://"
            + authority(head)
            + head.encodedPath().replace("//", "/%2F")
            + query);
  }

  private static String host(SdkHttpRequest head) {
    return head.firstMatchingHeader("Host").orElseGet(() -> authority(head));
  }

  private static String authority(SdkHttpRequest head) {
    boolean usual = SdkHttpUtils.isUsingStandardPort(head.protocol(), head.port());
    return usual ? head.host() : head.host() + ":" + head.port();
  }

  @Override
  public HttpExecuteResponse call() throws IOException {
    try {
      CloseableHttpResponse answer = client.execute(request);
      ProxyRefusedException.check(answer.getStatusLine());
      SdkHttpFullResponse.Builder head =
          SdkHttpResponse.builder()
              .statusCode(answer.getStatusLine().getStatusCode())
              .statusText(answer.getStatusLine().getReasonPhrase());
      for (Header header : answer.getAllHeaders()) {
        head.appendHeader(header.getName(), header.getValue());
      }
      HttpExecuteResponse.Builder told = HttpExecuteResponse.builder().response(head.build());
      if (answer.getEntity() != null) {
        told.responseBody(
            AbortableInputStream.create(answer.getEntity().getContent(), request::abort));
      }
      return told.build();
    } catch (MessageConstraintException e) {
      throw (IOException) new OversizedResponseException("head").initCause(e);
    }
  }

  @Override
  public void abort() {
    request.abort();
  }
}
