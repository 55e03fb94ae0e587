package dev.coffer.audit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown if a trail was changed by someone else; nothing is appended to such a trail. */
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
            + "; keep this trail as it is, check it with 'coffer audit verify', and set the"
            + " option audit to a new place",
        cause);
  }
}
