package dev.coffer.app.doctor;

import dev.coffer.FileStore;
import dev.coffer.replicate.ConfiguredReplica;
import dev.coffer.replicate.Epoch;
import java.util.Locale;

/** Whether a store of replicas answers, and what it says that it is. */
public final class ReplicaRoles {
  private ReplicaRoles() {}

  static String of(ConfiguredReplica replica) {
    try (FileStore store = replica.open()) {
      return replica.name() + ": " + of(store);
    }
  }

  /**
   * Asks a primary or a replica.
   *
   * @param store the store
   * @return its role and its epoch
   */
  public static String of(FileStore store) {
    return Epoch.of(store)
        .map(epoch -> epoch.role().name().toLowerCase(Locale.ROOT) + " of epoch " + epoch.number())
        .orElse("not used yet");
  }
}
