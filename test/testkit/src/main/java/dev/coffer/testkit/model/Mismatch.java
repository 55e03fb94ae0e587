package dev.coffer.testkit.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Thrown if a store behaves differently from the model. */
final class Mismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Mismatch(String difference, @Nullable Throwable cause) {
    super(difference, cause);
  }

  static void unlessEqual(String what, Object expected, @Nullable Object actual) {
    unless(Objects.equals(expected, actual), what, expected, actual);
  }

  static void unless(boolean fine, String what, Object expected, @Nullable Object actual) {
    if (!fine) {
      throw new Mismatch(what + ": expected " + expected + ", was " + actual, null);
    }
  }
}
