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

/** What a client of the store's own sends: who is told of it, and the connections that it takes. */
final class RequestMetricsInterceptor implements ExecutionInterceptor, RequestTracking {
  /** The SDK sends it with every attempt: {@code attempt=2; max=20}. */
  private static final String ATTEMPT_HEADER = "amz-sdk-request";

  private static final String OF_A_FILE = "GetObject";
  private static final String ATTEMPT = "attempt=";

  final RequestListeners listeners = new RequestListeners();
  final Connections connections;

  /** What the SDK is about to do on this thread: it does not tell its HTTP client. */
  private final ThreadLocal<@Nullable String> operation = new ThreadLocal<>();

  /** When a request that the SDK now makes on this thread was first made without it. */
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

  /** Whether the request of this thread is answered with a file, which may be of any length. */
  boolean isForFile() {
    String name = operation.get();
    return name != null && name.startsWith(OF_A_FILE);
  }

  @Override
  public <T> T again(long began, Supplier<T> call) {
    first.set(began);
    try {
      return call.get();
    } finally {
      first.remove();
    }
  }

  /** When the call of this thread has begun, which begins now unless it is made once more. */
  long began() {
    Long earlier = first.get();
    return earlier == null ? System.nanoTime() : earlier;
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
