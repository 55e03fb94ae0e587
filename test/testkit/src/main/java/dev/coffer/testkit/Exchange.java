package dev.coffer.testkit;

import dev.coffer.testkit.Fault.End;
import dev.coffer.testkit.Fault.Where;
import java.util.Optional;

/** A request under way through a {@link ChaosProxy}, and what happens to it. */
record Exchange(ProxiedRequest request, Optional<Fault> fault) {
  /** How the connection is cut at a place; nothing when it is not cut there. */
  Optional<End> cutAt(Where where) {
    return fault.flatMap(
        each ->
            each instanceof Cut cut && cut.where() == where
                ? Optional.of(cut.end())
                : Optional.empty());
  }
}
