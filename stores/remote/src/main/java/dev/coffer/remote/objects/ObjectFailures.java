package dev.coffer.remote.objects;

import dev.coffer.remote.ClientCalls;

/**
 * What the exceptions of a service's client mean, for the store and for its callers. Called by many
 * threads.
 */
public interface ObjectFailures extends ClientCalls.Translation {
  /** What the refusal of a request means for the store. */
  enum Refusal {
    /** There is no such object. A missing bucket is {@link #OTHER}. */
    MISSING,
    /** The condition of the request does not hold. */
    UNMET,
    /** The parts of an object are no longer available, so the content must be sent again. */
    PARTS_GONE,
    /** Anything else, including a failure without an answer. */
    OTHER
  }

  /**
   * Returns what a failure means.
   *
   * @param failure thrown by an {@link ObjectService}; also an error of the store, such as that of
   *     an interrupt, which is {@link Refusal#OTHER}
   * @return the meaning
   */
  Refusal refusal(RuntimeException failure);
}
