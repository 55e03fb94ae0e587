package dev.coffer.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Options of an {@link ObservedFileStore}. Start at {@link #DEFAULTS}; each method returns a new
 * value.
 */
public final class ObserveOptions {
  /**
   * Operations of at least a second are slow, and a file that was not modified since the caller
   * last read it is not a failure.
   */
  public static final ObserveOptions DEFAULTS =
      new ObserveOptions(Duration.ofSeconds(1), Set.of("not-modified"), List.of());

  private final Duration slow;
  private final Set<String> expected;
  private final List<OperationListener> listeners;

  private ObserveOptions(Duration slow, Set<String> expected, List<OperationListener> listeners) {
    this.slow = slow;
    this.expected = expected;
    this.listeners = listeners;
  }

  /**
   * Sets the duration from which an operation is slow and logged at INFO.
   *
   * @param time the minimum duration of a slow operation
   * @return new options
   */
  public ObserveOptions slow(Duration time) {
    return new ObserveOptions(time, expected, listeners);
  }

  /**
   * Returns the words for Coffer's kinds of errors; third-party stores may have more.
   *
   * @return the words that {@link #expected} and {@link Outcome#word()} use
   */
  public static Set<String> kinds() {
    return ErrorNames.KNOWN;
  }

  /**
   * Sets the kinds of errors that are expected answers rather than failures: logged at DEBUG
   * instead of WARN, but still counted.
   *
   * @param kinds words such as {@code not-found} and {@code conflict}, replacing those set before
   * @return new options
   */
  public ObserveOptions expected(Set<String> kinds) {
    return new ObserveOptions(slow, Set.copyOf(kinds), listeners);
  }

  /**
   * Adds a listener for each operation, inside of those added before: it is notified of the
   * beginning last and of the end first.
   *
   * @param listener the listener
   * @return new options
   */
  public ObserveOptions listener(OperationListener listener) {
    List<OperationListener> more = new ArrayList<>(listeners);
    more.add(listener);
    return new ObserveOptions(slow, expected, List.copyOf(more));
  }

  Duration slow() {
    return slow;
  }

  boolean isExpected(String kind) {
    return expected.contains(kind);
  }

  List<OperationListener> listeners() {
    return listeners;
  }
}
