package dev.coffer.s3.direct;

import java.time.Duration;

/** Requests whose time can be limited. */
public interface BoundedRequests extends ObjectRequests {
  /**
   * Limits the time of each call.
   *
   * @param timeout of a call with all its attempts
   * @return the same requests, each of which ends after that time
   */
  ObjectRequests within(Duration timeout);
}
