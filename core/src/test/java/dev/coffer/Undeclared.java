package dev.coffer;

/** Throws checked exceptions as Kotlin and other languages do: without a declaration. */
public final class Undeclared {
  private Undeclared() {}

  /** Throws an exception; never returns. */
  public static RuntimeException thrown(Exception e) {
    throw Undeclared.<RuntimeException>as(e);
  }

  @SuppressWarnings("unchecked") // the cast is not checked, which is what is wanted
  private static <E extends Exception> E as(Exception e) throws E {
    throw (E) e;
  }
}
