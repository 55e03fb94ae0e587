package dev.coffer.s3;

import dev.coffer.remote.EndlessAnswerException;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.MessageConstraintException;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** One request of the SDK. */
final class ApacheCall implements ExecutableHttpRequest {
  /** What the client writes by itself. */
  private static final Set<String> OF_THE_CLIENT = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    OF_THE_CLIENT.addAll(Set.of("Host", "Content-Length", "Transfer-Encoding"));
  }

  private final CloseableHttpClient client;
  private final Request request;

  ApacheCall(CloseableHttpClient client, HttpExecuteRequest request, RequestConfig timeouts) {
    SdkHttpRequest head = request.httpRequest();
    this.client = client;
    this.request = new Request(head.method().name(), uri(head));
    this.request.setConfig(timeouts);
    this.request.addHeader("Host", host(head));
    head.forEachHeader(
        (name, values) -> {
          if (!OF_THE_CLIENT.contains(name)) {
            values.forEach(value -> this.request.addHeader(name, value));
          }
        });
    request.contentStreamProvider().ifPresent(body -> this.request.setEntity(entity(head, body)));
  }

  /** A request of any method. */
  private static final class Request extends HttpEntityEnclosingRequestBase {
    private final String method;

    Request(String method, URI uri) {
      this.method = method;
      setURI(uri);
    }

    @Override
    public String getMethod() {
      return method;
    }
  }

  /** The client would take away all but one of the slashes that follow each other. */
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

  private static HttpEntity entity(SdkHttpRequest head, ContentStreamProvider body) {
    long length = head.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(-1L);
    InputStreamEntity entity = new InputStreamEntity(body.newStream(), length);
    entity.setChunked(length < 0);
    return entity;
  }

  @Override
  public HttpExecuteResponse call() throws IOException {
    try {
      CloseableHttpResponse answer = client.execute(request);
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
      throw (IOException) new EndlessAnswerException("head").initCause(e);
    }
  }

  @Override
  public void abort() {
    request.abort();
  }
}
