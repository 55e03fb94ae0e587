package dev.coffer.micrometer;

import dev.coffer.spi.ServiceRequests;
import io.micrometer.observation.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a request that is observed. */
public final class RequestContext extends Observation.Context {
  private final String store;
  private final ServiceRequests.Request request;
  private volatile @Nullable String status;

  RequestContext(String store, ServiceRequests.Request request) {
    this.store = store;
    this.request = request;
  }

  /**
   * The store as it is tagged.
   *
   * @return without any path
   */
  public String store() {
    return store;
  }

  /**
   * What is asked.
   *
   * @return names no file
   */
  public ServiceRequests.Request request() {
    return request;
  }

  /**
   * The status of the answer.
   *
   * @return {@code none} when there was no answer; nothing until the end
   */
  public Optional<String> status() {
    return Optional.ofNullable(status);
  }

  void ended(String with) {
    status = with;
  }
}
