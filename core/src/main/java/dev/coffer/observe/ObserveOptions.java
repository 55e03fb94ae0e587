package dev.coffer.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an {@link ObservedFileStore} does beside counting. Start at {@link #DEFAULTS}; each method
 * returns a new value.
 */
public final class ObserveOptions {
  /** Slow is a second, and what was not modified since the caller last read it is no failure. */
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
   * From when on an operation is slow and logged at INFO.
   *
   * @param time at least this long
   * @return new options
   */
  public ObserveOptions slow(Duration time) {
    return new ObserveOptions(time, expected, listeners);
  }

  /**
   * The words for the kinds of errors that Coffer has; a store of others may have more.
   *
   * @return what {@link #expected} and {@link Outcome#word()} call them
   */
  public static Set<String> kinds() {
    return ErrorNames.KNOWN;
  }

  /**
   * The kinds of errors that are answers to the caller and no failures: logged at DEBUG in place of
   * WARN, and counted all the same.
   *
   * @param kinds words such as {@code not-found} and {@code conflict}, in place of those before
   * @return new options
   */
  public ObserveOptions expected(Set<String> kinds) {
    return new ObserveOptions(slow, Set.copyOf(kinds), listeners);
  }

  /**
   * One more to be told of each operation, inside of those before: it is told the beginning last
   * and the end first.
   *
   * @param listener who is told
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
