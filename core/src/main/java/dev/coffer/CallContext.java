package dev.coffer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The context of a call ({@link Actor}, trace, deadline) that is propagated to worker threads. It
 * is captured where a call begins and is present on every thread that a store starts for the call.
 *
 * <p>A library that keeps such context with the thread, for example for tracing, {@linkplain
 * #propagate registers} a propagator for it.
 */
public final class CallContext {
  private static final List<Propagator> PROPAGATORS = new CopyOnWriteArrayList<>();
  private static final CallContext NOTHING = new CallContext(null, List.of());

  private final @Nullable String actor;
  private final List<Supplier<Scope>> carried;

  private CallContext(@Nullable String actor, List<Supplier<Scope>> carried) {
    this.actor = actor;
    this.carried = carried;
  }

  /** Propagates one part of the context from thread to thread. */
  @FunctionalInterface
  public interface Propagator {
    /**
     * Captures the value of this thread.
     *
     * @return sets the value on the thread that calls it, until the scope is closed
     */
    Supplier<Scope> capture();
  }

  /** The time during which a value is set on a thread. */
  @FunctionalInterface
  public interface Scope extends AutoCloseable {
    /** Restores the previous value. */
    @Override
    void close();
  }

  /**
   * Registers a propagator for the whole process, from now on.
   *
   * @param propagator called where a call begins
   */
  public static void propagate(Propagator propagator) {
    PROPAGATORS.add(propagator);
  }

  /**
   * Captures the context of this thread.
   *
   * @return the context, for use on any thread and any number of times
   */
  public static CallContext capture() {
    String actor = Actor.current().orElse(null);
    if (actor == null && PROPAGATORS.isEmpty()) {
      return NOTHING;
    }
    return new CallContext(actor, PROPAGATORS.stream().map(Propagator::capture).toList());
  }

  /**
   * Runs an action with the captured context.
   *
   * @param action runs at once, on this thread
   */
  public void run(Runnable action) {
    if (this == NOTHING) {
      action.run();
    } else {
      List<Scope> open = new ArrayList<>(carried.size() + 1);
      try {
        open.add(Actor.become(actor));
        carried.forEach(one -> open.add(one.get()));
        action.run();
      } finally {
        close(open);
      }
    }
  }

  private static void close(List<Scope> open) {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }
}
