package dev.coffer.replicate;

import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.event.FileEventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a replica the primary, by an operator's decision.
 *
 * <p>The primary is retired first, if it can be reached, so that there are never two. A promotion
 * that was interrupted in between is repeated.
 *
 * @param epoch the epoch that has begun
 * @param retired whether the former primary knows; if not, its writers stop as soon as they reach
 *     the replica, and it must not be used before
 * @param known whether the event log of the former primary could be read: else the changes of its
 *     last moments are lost, and nobody can say which they were
 * @param kept the changes that the log had as undelivered, and that the replica has all the same
 * @param lost the changes that the replica does not have; their files may still be at the former
 *     primary
 */
public record Promotion(
    Epoch epoch, boolean retired, boolean known, List<FilePath> kept, List<FilePath> lost) {
  private static final Logger LOG = LoggerFactory.getLogger(Promotion.class);

  /**
   * Copies the lists.
   *
   * @param epoch the epoch that has begun
   * @param retired whether the former primary knows
   * @param known whether the event log of the former primary could be read
   * @param kept the changes that the replica has
   * @param lost the changes that the replica does not have
   */
  public Promotion {
    kept = List.copyOf(kept);
    lost = List.copyOf(lost);
  }

  /**
   * Promotes a replica.
   *
   * @param primary the store that decided until now; need not be reachable, or exist
   * @param replica the one that decides from now on
   * @param log the event log of the primary, if there is one here; nothing is delivered from it
   * @param receiver the {@linkplain ConfiguredReplica#name name} of the replica
   * @return what has begun
   * @throws ConfigurationException if the store is not a replica of this primary
   * @throws FileStoreException if the replica fails; the promotion is to be repeated then
   */
  public static Promotion run(
      FileStore primary, FileStore replica, Optional<FileEventLog> log, String receiver) {
    EpochFile file = new EpochFile(replica);
    EpochFile.Found found = file.read().orElseThrow(() -> wrong(replica, "it is no replica yet"));
    if (found.epoch().role() == EpochRole.PRIMARY) {
      throw wrong(replica, "it is the primary already, since epoch " + found.epoch().number());
    }
    Optional<Epoch> retired = retire(new EpochFile(primary), found.epoch());
    Epoch next = retired.orElse(found.epoch().next(EpochRole.RETIRED)).as(EpochRole.PRIMARY);
    if (file.replace(found, next).isEmpty()) {
      throw wrong(replica, "somebody else has changed its role just now: look at its status");
    }
    return ended(next, retired.isPresent(), replica, log.flatMap(l -> Undelivered.of(l, receiver)));
  }

  /** Returns the epoch in which the primary is retired; empty if it cannot be reached. */
  private static Optional<Epoch> retire(EpochFile file, Epoch replica) {
    Optional<EpochFile.Found> found = ifReachable(file, file::read);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Epoch epoch = found.get().epoch();
    if (!epoch.lineage().equals(replica.lineage())) {
      throw wrong(file.storeName(), "the replica belongs to another primary");
    }
    return epoch.role() == EpochRole.RETIRED
        ? Optional.of(epoch)
        : ifReachable(file, () -> file.replace(found.get(), epoch.next(EpochRole.RETIRED)))
            .map(EpochFile.Found::epoch);
  }

  /** A primary is lost, too, if its bucket or its key was deleted, or its disk fails. */
  private static Optional<EpochFile.Found> ifReachable(
      EpochFile file, Supplier<Optional<EpochFile.Found>> call) {
    try {
      return call.get();
    } catch (ConnectionException
        | ConfigurationException
        | PermissionDeniedException
        | StorageFailureException e) {
      LOG.warn("the primary {} is not retired, since it cannot be reached", file.storeName(), e);
      return Optional.empty();
    }
  }

  private static Promotion ended(
      Epoch epoch, boolean retired, FileStore replica, Optional<Undelivered> changes) {
    List<FilePath> kept = new ArrayList<>();
    List<FilePath> lost = new ArrayList<>();
    changes.ifPresent(
        all ->
            all.last().keySet().forEach(path -> (all.isAt(replica, path) ? kept : lost).add(path)));
    return new Promotion(epoch, retired, changes.isPresent(), kept, lost);
  }

  private static ConfigurationException wrong(FileStore store, String hint) {
    return wrong(store.name(), hint);
  }

  private static ConfigurationException wrong(String store, String hint) {
    return new ConfigurationException(new ErrorContext("promote", "", store), hint, null);
  }
}
