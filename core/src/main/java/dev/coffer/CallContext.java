package dev.coffer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a call though nobody passes it on: the {@link Actor}, a trace, a deadline. It is
 * captured where a call begins and is there on every thread that a store starts for the call.
 *
 * <p>Whoever keeps such a thing with the thread, a library of traces for example, {@linkplain
 * #carry registers} how it is carried.
 */
public final class CallContext {
  private static final List<Carrier> CARRIERS = new CopyOnWriteArrayList<>();
  private static final CallContext NOTHING = new CallContext(null, List.of());

  private final @Nullable String actor;
  private final List<Supplier<Scope>> carried;

  private CallContext(@Nullable String actor, List<Supplier<Scope>> carried) {
    this.actor = actor;
    this.carried = carried;
  }

  /** Carries one thing from thread to thread. */
  @FunctionalInterface
  public interface Carrier {
    /**
     * Takes what this thread has.
     *
     * @return puts it on the thread on which it is called, until the scope is closed
     */
    Supplier<Scope> capture();
  }

  /** For as long as something is on a thread. */
  @FunctionalInterface
  public interface Scope extends AutoCloseable {
    /** Puts back what was there before. */
    @Override
    void close();
  }

  /**
   * From now on carries one thing more, in the whole process.
   *
   * @param carrier called where a call begins
   */
  public static void carry(Carrier carrier) {
    CARRIERS.add(carrier);
  }

  /**
   * Takes what this thread has.
   *
   * @return to be used on any thread, any number of times
   */
  public static CallContext capture() {
    String actor = Actor.current().orElse(null);
    if (actor == null && CARRIERS.isEmpty()) {
      return NOTHING;
    }
    return new CallContext(actor, CARRIERS.stream().map(Carrier::capture).toList());
  }

  /**
   * Does something with what was captured.
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
