package dev.coffer.replicate;

import dev.coffer.ConfigurationException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.event.FileEventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a replica the primary, by an operator's decision.
 *
 * <p>The primary is retired first, if it can be reached, and says for which replica: so one of
 * several promotions wins. One that was interrupted is repeated; one that had ended returns the
 * same changes again, and retires a former primary that could not be asked before.
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
   * @param primary the store that decided until now; need not be reachable, and is empty if it
   *     could not even be opened
   * @param replica the one that decides from now on
   * @param log the event log of the primary, if there is one here; nothing is delivered from it
   * @param receiver the {@linkplain ConfiguredReplica#name name} of the replica
   * @return what has begun
   * @throws ConfigurationException if the store is not a replica of this primary, or another
   *     replica is promoted
   * @throws FileStoreException if the replica fails; the promotion is to be repeated then
   */
  public static Promotion run(
      Optional<FileStore> primary, FileStore replica, Optional<FileEventLog> log, String receiver) {
    EpochFile file = new EpochFile(replica);
    EpochFile.Found found =
        file.read().orElseThrow(() -> file.wrong("promote", "it is no replica yet"));
    Optional<EpochFile> former = primary.map(EpochFile::new);
    Begun begun =
        found.epoch().role() == EpochRole.PRIMARY
            ? Begun.before(file, found.standing(), former)
            : begin(file, candidate(file, found, receiver), former);
    return ended(begun, replica, log.flatMap(l -> changes(l, receiver)));
  }

  /** What has begun, and whether the former primary knows. */
  private record Begun(Epoch epoch, boolean retired) {
    /** The process may have died after the last write, before it could report the changes. */
    static Begun before(EpochFile file, Standing promoted, Optional<EpochFile> former) {
      boolean retired = former.map(one -> Retirement.complete(one, file, promoted)).orElse(false);
      return new Begun(promoted.epoch(), retired);
    }
  }

  private static Begun begin(
      EpochFile file, EpochFile.Found candidate, Optional<EpochFile> former) {
    Standing standing = candidate.standing();
    Optional<Epoch> retired = former.flatMap(one -> Retirement.of(one, standing));
    Epoch next = retired.orElse(standing.epoch().next(EpochRole.RETIRED)).as(EpochRole.PRIMARY);
    if (file.replace(candidate, new Standing(next, standing.candidate(), "")).isEmpty()) {
      throw overtaken(file);
    }
    return new Begun(next, retired.isPresent());
  }

  /**
   * Returns a replica with the identity by which it is promoted, the same each time that the
   * promotion is repeated. It is written first, so that a replica that cannot be written ends no
   * primary.
   */
  private static EpochFile.Found candidate(EpochFile file, EpochFile.Found found, String name) {
    Standing standing = found.standing();
    return standing.candidate().isEmpty()
        ? file.replace(found, standing.candidateCalled(name)).orElseThrow(() -> overtaken(file))
        : found;
  }

  private static ConfigurationException overtaken(EpochFile file) {
    return file.wrong(
        "promote",
        "somebody else has changed its role just now: look at its status, and repeat it");
  }

  private static Optional<Undelivered> changes(FileEventLog log, String receiver) {
    try {
      return Undelivered.of(log, receiver);
    } catch (FileStoreException e) {
      LOG.warn("the outbox of the former primary cannot be read", e);
      return Optional.empty();
    }
  }

  private static Promotion ended(Begun begun, FileStore replica, Optional<Undelivered> changes) {
    List<FilePath> kept = new ArrayList<>();
    List<FilePath> lost = new ArrayList<>();
    changes.ifPresent(
        all ->
            all.last().keySet().forEach(path -> (all.isAt(replica, path) ? kept : lost).add(path)));
    return new Promotion(begun.epoch(), begun.retired(), changes.isPresent(), kept, lost);
  }
}
