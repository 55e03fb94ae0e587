package dev.coffer.testkit;

import dev.coffer.testkit.Fault.End;
import dev.coffer.testkit.Fault.Where;
import java.util.Optional;

/** A request in progress through a {@link ChaosProxy}, and its fault. */
record Exchange(ProxiedRequest request, Optional<Fault> fault) {
  /** Returns how the connection is cut at a point; empty if it is not cut there. */
  Optional<End> cutAt(Where where) {
    return fault.flatMap(
        each ->
            each instanceof Cut cut && cut.where() == where
                ? Optional.of(cut.end())
                : Optional.empty());
  }
}
