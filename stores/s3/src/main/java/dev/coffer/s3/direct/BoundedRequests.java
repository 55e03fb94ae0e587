package dev.coffer.s3.direct;

import java.time.Duration;

/** Requests that can be given a timeout. */
public interface BoundedRequests extends ObjectRequests {
  /**
   * Returns these requests with a timeout for each call.
   *
   * @param timeout of a call, including all its attempts
   * @return the same requests, each of which ends after the timeout
   */
  ObjectRequests within(Duration timeout);
}
