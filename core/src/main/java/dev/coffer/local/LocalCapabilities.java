package dev.coffer.local;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import java.util.EnumSet;

/** The capabilities of a directory. */
final class LocalCapabilities {
  private static final int AT_ONCE = 8;

  /** The system syncs together what several threads wait for. */
  private static final int SYNCS_AT_ONCE = 64;

  private LocalCapabilities() {}

  static Capabilities of(Durability durability) {
    return new Capabilities(
        EnumSet.of(
            Capability.CONDITIONAL_WRITES,
            Capability.CONDITIONAL_DELETES,
            Capability.ETAG_PER_WRITE,
            Capability.EXCLUSIVE_NAMES,
            Capability.ATOMIC_COPY,
            Capability.ATOMIC_MOVE,
            Capability.PERSISTENT),
        Long.MAX_VALUE,
        AT_ONCE,
        durability == Durability.NONE ? AT_ONCE : SYNCS_AT_ONCE);
  }
}
