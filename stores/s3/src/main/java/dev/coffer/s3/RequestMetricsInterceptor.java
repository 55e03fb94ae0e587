package dev.coffer.s3;

import dev.coffer.remote.Connections;
import dev.coffer.remote.RequestListeners;
import dev.coffer.s3.direct.RequestTracking;
import dev.coffer.spi.ServiceRequests;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Reports the requests of a client that the store created, and counts its connections. */
final class RequestMetricsInterceptor implements ExecutionInterceptor, RequestTracking {
  /** The header that the SDK sends with every attempt: {@code attempt=2; max=20}. */
  private static final String ATTEMPT_HEADER = "amz-sdk-request";

  private static final String OF_A_FILE = "GetObject";
  private static final String ATTEMPT = "attempt=";

  final RequestListeners listeners = new RequestListeners();
  final Connections connections;

  /**
   * The operation that the SDK performs on this thread, which it does not pass to its HTTP client.
   */
  private final ThreadLocal<@Nullable String> operation = new ThreadLocal<>();

  /** When a request that the SDK repeats on this thread was first sent directly. */
  private final ThreadLocal<@Nullable Long> first = new ThreadLocal<>();

  RequestMetricsInterceptor(int connections) {
    this.connections = new Connections(connections);
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    next(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
  }

  @Override
  public void next(@Nullable String name) {
    operation.set(name);
  }

  /** Returns whether the response to this thread's request is a file, which may have any length. */
  boolean isForFile() {
    String name = operation.get();
    return name != null && name.startsWith(OF_A_FILE);
  }

  @Override
  public <T> T repeat(long began, Supplier<T> call) {
    first.set(began);
    try {
      return call.get();
    } finally {
      first.remove();
    }
  }

  /** Returns when this thread's call began: now, unless it repeats an earlier one. */
  long began() {
    Long earlier = first.get();
    return earlier == null ? System.nanoTime() : earlier;
  }

  /** Sends a request and returns once the head of the response has arrived. */
  HttpExecuteResponse send(SdkHttpRequest request, ExecutableHttpRequest exchange)
      throws IOException {
    return listeners.tell(
        () -> describe(request), exchange::call, answer -> answer.httpResponse().statusCode());
  }

  private ServiceRequests.Request describe(SdkHttpRequest request) {
    String name = operation.get();
    String method = request.method().name();
    return new ServiceRequests.Request(name == null ? method : name, method, attempt(request));
  }

  private int attempt(SdkHttpRequest request) {
    return attemptOfTheSdk(request) + (first.get() == null ? 0 : 1);
  }

  private static int attemptOfTheSdk(SdkHttpRequest request) {
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
