package dev.coffer.micrometer;

import dev.coffer.CallContext;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Propagates the context of a call to the threads that work for it: the context registered with the
 * context propagation library, and the current operation of the store.
 */
final class ObservationThreads {
  private static final ThreadLocal<@Nullable Observation> WORK = new ThreadLocal<>();

  static {
    CallContext.propagate(new Propagator(ContextSnapshotFactory.builder().build()));
  }

  private ObservationThreads() {}

  /** Propagates context from now on, once for the process. */
  static void register() {
    // The class is initialised.
  }

  /** Sets the operation to which this thread's requests to a service belong; null for none. */
  static void belongsTo(@Nullable Observation operation) {
    if (operation == null) {
      WORK.remove();
    } else {
      WORK.set(operation);
    }
  }

  /**
   * Returns the operation that a store performs on this thread; that of a stream has no open scope.
   */
  static @Nullable Observation operation() {
    return WORK.get();
  }

  /** Captures context for the threads of a call. */
  private record Propagator(ContextSnapshotFactory snapshots) implements CallContext.Propagator {
    @Override
    public Supplier<CallContext.Scope> capture() {
      ContextSnapshot snapshot = snapshots.captureAll();
      Observation operation = operation();
      return () -> {
        Observation before = operation();
        belongsTo(operation);
        ContextSnapshot.Scope scope = snapshot.setThreadLocals();
        return () -> {
          scope.close();
          belongsTo(before);
        };
      };
    }
  }
}
