package dev.coffer.remote;

import java.util.stream.Stream;

/** What led to what a client threw. */
public final class Causes {
  /** More than any chain has that is no circle. */
  private static final int MOST = 20;

  private Causes() {}

  /**
   * The chain of causes.
   *
   * @param e the first
   * @return from the first to the last
   */
  public static Stream<Throwable> of(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause).limit(MOST);
  }

  /**
   * Whether one of them is of a kind.
   *
   * @param e the first
   * @param kind a class
   * @return true also for the first itself
   */
  public static boolean has(Throwable e, Class<? extends Throwable> kind) {
    return of(e).anyMatch(kind::isInstance);
  }
}
