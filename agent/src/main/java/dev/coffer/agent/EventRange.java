package dev.coffer.agent;

import java.util.OptionalLong;

/**
 * Which part of a conversation a search covers, and in which direction.
 *
 * <pre>{@code
 * EventRange latest = EventRange.ALL.reverse().limit(20);
 * }</pre>
 *
 * @param start the first id
 * @param end the last id, inclusive; empty for the latest
 * @param isReverse whether the search runs from the end to the start
 * @param limit the maximum number of events that are returned
 */
public record EventRange(long start, OptionalLong end, boolean isReverse, OptionalLong limit) {
  /** The whole conversation, from its first event to its latest. */
  public static final EventRange ALL =
      new EventRange(0, OptionalLong.empty(), false, OptionalLong.empty());

  /**
   * Creates a range.
   *
   * @param start the first id
   * @param end the last id, inclusive; empty for the latest
   * @param isReverse whether the search runs from the end to the start
   * @param limit the maximum number of events that are returned
   * @throws IllegalArgumentException if the start or the limit is negative
   */
  public EventRange {
    if (start < 0) {
      throw new IllegalArgumentException("the first id is negative: " + start);
    }
    if (limit.orElse(0) < 0) {
      throw new IllegalArgumentException("the limit is negative: " + limit.getAsLong());
    }
  }

  /**
   * Begins at an id.
   *
   * @param id the first id
   * @return the range
   * @throws IllegalArgumentException if the id is negative
   */
  public EventRange from(long id) {
    return new EventRange(id, end, isReverse, limit);
  }

  /**
   * Ends at an id.
   *
   * @param id the last id, inclusive
   * @return the range
   */
  public EventRange to(long id) {
    return new EventRange(start, OptionalLong.of(id), isReverse, limit);
  }

  /**
   * Runs from the end to the start.
   *
   * @return the range
   */
  public EventRange reverse() {
    return new EventRange(start, end, true, limit);
  }

  /**
   * Stops after a number of events.
   *
   * @param events the maximum number
   * @return the range
   * @throws IllegalArgumentException if the number is negative
   */
  public EventRange limit(long events) {
    return new EventRange(start, end, isReverse, OptionalLong.of(events));
  }
}
