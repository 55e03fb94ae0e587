package dev.coffer.app.doctor;

import dev.coffer.FileStore;
import dev.coffer.replicate.ConfiguredReplica;
import dev.coffer.replicate.Epoch;
import java.util.Locale;

/** Whether a replica answers, and what it says that it is. */
final class ReplicaRoles {
  private ReplicaRoles() {}

  static String of(ConfiguredReplica replica) {
    try (FileStore store = replica.open()) {
      String role =
          Epoch.of(store)
              .map(epoch -> text(epoch.role().name()) + " of epoch " + epoch.number())
              .orElse("not used yet");
      return replica.name() + ": " + role;
    }
  }

  private static String text(String role) {
    return role.toLowerCase(Locale.ROOT);
  }
}
