package dev.coffer.remote;

import dev.coffer.spi.ServiceRequests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The listeners of a store's requests. Costs nothing if there are none. */
public final class RequestListeners implements ServiceRequests {
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Creates an object without listeners. */
  public RequestListeners() {}

  @Override
  public Subscription listen(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /**
   * Makes a request and reports it to the listeners.
   *
   * @param <T> the response
   * @param request describes the request; called only if there are listeners
   * @param exchange sends the request and waits for the head of the response
   * @param status returns the status of the response
   * @return the response
   * @throws IOException if the exchange throws it
   */
  public <T> T tell(
      Supplier<Request> request, Interruptible.Blocking<T> exchange, ToIntFunction<T> status)
      throws IOException {
    if (listeners.isEmpty()) {
      return exchange.run();
    }
    Request begun = request.get();
    List<Ending> endings = new ArrayList<>();
    listeners.forEach(listener -> endings.add(listener.begin(begun)));
    try {
      T answer = exchange.run();
      end(endings, OptionalInt.of(status.applyAsInt(answer)), null);
      return answer;
    } catch (IOException | RuntimeException | Error e) {
      end(endings, OptionalInt.empty(), e);
      throw e;
    }
  }

  private static void end(List<Ending> endings, OptionalInt status, @Nullable Throwable error) {
    for (int i = endings.size() - 1; i >= 0; i--) {
      endings.get(i).ended(status, error);
    }
  }
}
