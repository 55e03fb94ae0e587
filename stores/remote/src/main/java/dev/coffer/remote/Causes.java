package dev.coffer.remote;

import java.util.stream.Stream;

/** The causes of exceptions thrown by clients. */
public final class Causes {
  /** More than any chain without a cycle has. */
  private static final int MOST = 20;

  private Causes() {}

  /**
   * Returns the chain of causes.
   *
   * @param e the first exception
   * @return the exceptions, from the first to the last
   */
  public static Stream<Throwable> of(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause).limit(MOST);
  }

  /**
   * Returns whether the chain contains an exception of a class.
   *
   * @param e the first exception
   * @param kind a class
   * @return true if it does; the first exception counts
   */
  public static boolean has(Throwable e, Class<? extends Throwable> kind) {
    return of(e).anyMatch(kind::isInstance);
  }
}
