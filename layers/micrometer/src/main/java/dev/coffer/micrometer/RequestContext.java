package dev.coffer.micrometer;

import dev.coffer.spi.ServiceRequests;
import io.micrometer.observation.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The context of an observed request. */
public final class RequestContext extends Observation.Context {
  private final String store;
  private final ServiceRequests.Request request;
  private volatile @Nullable String status;

  RequestContext(String store, ServiceRequests.Request request) {
    this.store = store;
    this.request = request;
  }

  /**
   * Returns the store as used in tags.
   *
   * @return the name, without any path
   */
  public String store() {
    return store;
  }

  /**
   * Returns the request.
   *
   * @return the request, which names no file
   */
  public ServiceRequests.Request request() {
    return request;
  }

  /**
   * Returns the status of the response.
   *
   * @return the status, {@code none} if there was no response; empty until the end
   */
  public Optional<String> status() {
    return Optional.ofNullable(status);
  }

  void ended(String with) {
    status = with;
  }
}
