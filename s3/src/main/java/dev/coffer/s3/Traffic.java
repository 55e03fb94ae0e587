package dev.coffer.s3;

import dev.coffer.ServiceRequests;
import dev.coffer.remote.Connections;
import dev.coffer.remote.RequestListeners;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What a client of the store's own sends: who is told of it, and the connections that it takes. */
final class Traffic implements ExecutionInterceptor {
  /** The SDK sends it with every attempt: {@code attempt=2; max=20}. */
  private static final String ATTEMPT_HEADER = "amz-sdk-request";

  private static final String ATTEMPT = "attempt=";

  final RequestListeners listeners = new RequestListeners();
  final Connections connections;

  /** What the SDK is about to do on this thread: it does not tell its HTTP client. */
  private final ThreadLocal<@Nullable String> operation = new ThreadLocal<>();

  Traffic(int connections) {
    this.connections = new Connections(connections);
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    operation.set(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
  }

  /** Makes a request, up to the head of its answer. */
  HttpExecuteResponse send(SdkHttpRequest request, ExecutableHttpRequest exchange)
      throws IOException {
    return listeners.tell(
        () -> told(request), exchange::call, answer -> answer.httpResponse().statusCode());
  }

  private ServiceRequests.Request told(SdkHttpRequest request) {
    String name = operation.get();
    String method = request.method().name();
    return new ServiceRequests.Request(name == null ? method : name, method, attempt(request));
  }

  private static int attempt(SdkHttpRequest request) {
    String header = request.firstMatchingHeader(ATTEMPT_HEADER).orElse("");
    int start = header.indexOf(ATTEMPT);
    int end = header.indexOf(';', Math.max(0, start));
    try {
      return start < 0 || end < 0
          ? 1
          : Integer.parseInt(header.substring(start + ATTEMPT.length(), end));
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
