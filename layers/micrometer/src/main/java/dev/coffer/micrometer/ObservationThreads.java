package dev.coffer.micrometer;

import dev.coffer.CallContext;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a call goes with it to the threads that work for it: all that the application has
 * told the library of context propagation, and the operation that a store works on.
 */
final class ObservationThreads {
  private static final ThreadLocal<@Nullable Observation> WORK = new ThreadLocal<>();

  static {
    CallContext.carry(new Carrier(ContextSnapshotFactory.builder().build()));
  }

  private ObservationThreads() {}

  /** Carries from now on, once for the process. */
  static void carry() {
    // The class is initialised.
  }

  /** What this thread asks a service for belongs to an operation; null for none. */
  static void belongsTo(@Nullable Observation operation) {
    if (operation == null) {
      WORK.remove();
    } else {
      WORK.set(operation);
    }
  }

  /** The operation that a store works on, on this thread; the scope of a stream's is not open. */
  static @Nullable Observation operation() {
    return WORK.get();
  }

  /** For the threads of a call. */
  private record Carrier(ContextSnapshotFactory snapshots) implements CallContext.Carrier {
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
