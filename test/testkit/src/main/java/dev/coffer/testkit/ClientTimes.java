package dev.coffer.testkit;

import java.time.Duration;
import java.util.Map;

/**
 * The time limits of a store that a contract opens on a bad network or on a server that lies: short
 * enough that a store gives up while a test waits, and long enough that a busy machine is no fault
 * of its own. A store with the options of {@code BucketOptions} takes {@link #options()}; a client
 * with limits of its own takes the durations.
 *
 * @param connect how long to wait for a connection
 * @param socket how long to wait for data from the server
 * @param attempt how long one attempt of a request may take
 * @param giveUpAfter after how long a request is no longer repeated
 * @param unreachableAfter the same while the server cannot be reached at all
 */
public record ClientTimes(
    Duration connect,
    Duration socket,
    Duration attempt,
    Duration giveUpAfter,
    Duration unreachableAfter) {
  /** For a bad network: more than two attempts fit in the deadline of a call. */
  public static final ClientTimes FOR_A_BAD_NETWORK =
      new ClientTimes(
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(8),
          Duration.ofSeconds(3));

  /** For a server that lies: what can never succeed ends soon. */
  public static final ClientTimes FOR_A_SERVER_THAT_LIES =
      new ClientTimes(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(3),
          Duration.ofMillis(200));

  /**
   * Returns longer limits, for a service or a machine that is slow.
   *
   * @param factor at least 1
   * @return each limit times this factor
   * @throws IllegalArgumentException if the factor is less than 1
   */
  public ClientTimes multipliedBy(int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException("a factor is at least 1: " + factor);
    }
    return new ClientTimes(
        connect.multipliedBy(factor),
        socket.multipliedBy(factor),
        attempt.multipliedBy(factor),
        giveUpAfter.multipliedBy(factor),
        unreachableAfter.multipliedBy(factor));
  }

  /**
   * Returns the limits as options of a store that has those of {@code BucketOptions}.
   *
   * @return values by the names of the options
   */
  public Map<String, String> options() {
    return Map.of(
        "timeout.connect", text(connect),
        "timeout.socket", text(socket),
        "timeout.attempt", text(attempt),
        "request.give-up-after", text(giveUpAfter),
        "request.unreachable-after", text(unreachableAfter));
  }

  private static String text(Duration time) {
    return time.toMillis() + "ms";
  }
}
