package dev.coffer.app.doctor;

import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.CorruptFileException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFullException;
import dev.coffer.UnsupportedFeatureException;

/** Advice for each kind of error. */
final class Remedy {
  static final String OF_KEYS =
      "correct or renew the credentials (the lines above say where they come from)";

  private Remedy() {}

  static String of(RuntimeException error) {
    if (error instanceof ConfigurationException) {
      return "correct the setting that the message names, where it was given (see the source"
          + " above)";
    }
    if (error instanceof PermissionDeniedException) {
      return "give the user or the key of this process access to the place, or choose another"
          + " store";
    }
    if (error instanceof ConnectionException) {
      return "check the address (http or https, host, port), the network and the service, then try"
          + " again";
    }
    if (error instanceof StorageFullException) {
      return "free some space or raise the quota";
    }
    return error instanceof CorruptFileException ? "check the disk or the service" : others(error);
  }

  private static String others(RuntimeException error) {
    if (error instanceof ConflictException) {
      return "make sure that no other program changes files that it did not create";
    }
    if (error instanceof UnsupportedFeatureException) {
      return "choose another place: this one cannot do what a store needs";
    }
    return "see the message; if it does not help, look at the log of the system or the service";
  }
}
