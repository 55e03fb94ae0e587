package dev.coffer.audit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A trail was changed by somebody else; nobody goes on behind what he left. */
final class DamagedTrailException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedTrailException(String trail, String what) {
    this(trail, what, null);
  }

  DamagedTrailException(String trail, String what, @Nullable Throwable cause) {
    super(
        trail
            + ": "
            + what
            + "; keep this trail as it is, look at it with 'coffer audit verify', and let the option"
            + " audit name a new place",
        cause);
  }
}
