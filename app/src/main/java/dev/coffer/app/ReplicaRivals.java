package dev.coffer.app;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.config.Assembly;
import dev.coffer.replicate.ConfiguredReplica;
import dev.coffer.replicate.Epoch;
import dev.coffer.replicate.EpochRole;
import java.util.List;
import java.util.Optional;

/**
 * The other replicas of a primary. One of them may have been promoted while the primary could not
 * be reached, which the primary does not know.
 */
record ReplicaRivals(List<ConfiguredReplica> others, CommandSession session) {
  static ReplicaRivals of(Assembly primary, ConfiguredReplica replica, CommandSession session) {
    return new ReplicaRivals(
        ConfiguredReplica.of(primary).stream()
            .filter(other -> !other.name().equals(replica.name()))
            .toList(),
        session);
  }

  /**
   * Asks those that can be reached.
   *
   * @throws ConfigurationException if one of them is the primary by now
   */
  void requireNone(FileStore replica) {
    Optional<Epoch> epoch = Epoch.of(replica);
    others.forEach(other -> epoch.ifPresent(mine -> require(mine, other)));
  }

  private void require(Epoch mine, ConfiguredReplica other) {
    epoch(other)
        .filter(theirs -> theirs.lineage().equals(mine.lineage()))
        .filter(theirs -> theirs.role() == EpochRole.PRIMARY && theirs.number() >= mine.number())
        .ifPresent(
            theirs -> {
              throw new ConfigurationException(
                  new ErrorContext("promote", "", other.name()),
                  "it is the primary already, since epoch "
                      + theirs.number()
                      + ": name it as the store, and the other as its replica",
                  null);
            });
  }

  private Optional<Epoch> epoch(ConfiguredReplica other) {
    try (FileStore store = other.open()) {
      return Epoch.of(store);
    } catch (FileStoreException e) {
      session
          .console()
          .warn(
              "replica: it is not known whether "
                  + other.name()
                  + " was promoted before: "
                  + ErrorMessage.of(e));
      return Optional.empty();
    }
  }
}
