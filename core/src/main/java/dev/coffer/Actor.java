package dev.coffer;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who does what is done now: kept with the thread, and with the threads that a store starts for it.
 *
 * <pre>{@code
 * Actor.as("ada", () -> store.write("report.txt", "…"));
 * }</pre>
 *
 * <p>An audit trail names the actor.
 */
public final class Actor {
  private static final int LONGEST = 255;
  private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

  private Actor() {}

  /**
   * Does something as somebody.
   *
   * @param <T> what it gives
   * @param name who; 1 to {@value #LONGEST} characters without control characters
   * @param action runs at once, on this thread
   * @return what the action gave
   * @throws IllegalArgumentException if the name breaks the rules
   */
  public static <T> T as(String name, Supplier<T> action) {
    String before = CURRENT.get();
    set(check(name));
    try {
      return action.get();
    } finally {
      set(before);
    }
  }

  /**
   * Does something as somebody.
   *
   * @param name who; 1 to {@value #LONGEST} characters without control characters
   * @param action runs at once, on this thread
   * @throws IllegalArgumentException if the name breaks the rules
   */
  public static void as(String name, Runnable action) {
    as(
        name,
        () -> {
          action.run();
          return true;
        });
  }

  /**
   * Who acts on this thread.
   *
   * @return empty if nobody was named
   */
  public static Optional<String> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  private static String check(String name) {
    if (name.isEmpty()
        || name.length() > LONGEST
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "an actor has 1 to " + LONGEST + " characters, and no control character");
    }
    return name;
  }

  /** For the threads that work for a call. */
  static CallContext.Scope become(@Nullable String name) {
    String before = CURRENT.get();
    set(name);
    return () -> set(before);
  }

  private static void set(@Nullable String name) {
    if (name == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(name);
    }
  }
}
