package dev.coffer;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The actor of the current call. It is kept with the thread and with the threads that a store
 * starts for it.
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
   * Runs an action as the given actor.
   *
   * @param <T> the type of the result
   * @param name the actor; 1 to {@value #LONGEST} characters without control characters
   * @param action runs at once, on this thread
   * @return the result of the action
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
   * Runs an action as the given actor.
   *
   * @param name the actor; 1 to {@value #LONGEST} characters without control characters
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
   * Returns the actor of this thread.
   *
   * @return empty if no actor was set
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

  /** Sets the actor of a thread that works for a call. */
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
