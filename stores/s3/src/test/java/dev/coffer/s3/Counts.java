package dev.coffer.s3;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** The requests that a client sends, each attempt by its own. */
final class Counts implements ExecutionInterceptor {
  private final List<String> requests = new CopyOnWriteArrayList<>();

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    requests.add(context.request().getClass().getSimpleName().replace("Request", ""));
  }

  /** The names of the requests that an action makes. */
  List<String> of(Runnable action) {
    requests.clear();
    action.run();
    return List.copyOf(requests);
  }
}
