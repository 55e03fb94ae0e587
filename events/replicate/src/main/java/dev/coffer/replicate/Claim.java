package dev.coffer.replicate;

import dev.coffer.ConfigurationException;
import dev.coffer.CorruptFileException;
import dev.coffer.FileStoreException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claim of a primary on a replica. It ends when the replica is promoted, when the primary is
 * retired, or when another store becomes the primary of either.
 */
final class Claim {
  private final EpochFile own;
  private final EpochFile replica;
  private @Nullable Standing first;

  Claim(EpochFile own, EpochFile replica) {
    this.own = own;
    this.replica = replica;
  }

  /**
   * Checks that the primary still decides, and claims a replica that has no primary yet or one of
   * an earlier epoch. A store that cannot be asked fails as it does.
   *
   * @return why the primary does not decide, or the replica is not its own; empty if all is well
   */
  synchronized Optional<ConfigurationException> check() {
    Standing mine;
    try {
      mine = own.readOrBegin().standing();
    } catch (CorruptFileException e) {
      // It may have said that this primary is retired, unless it was read before. The replica need
      // not know, and may take its time.
      return Optional.of(
          first == null ? own.wrong("replicate", EpochFile.DAMAGED, e) : promoted(e));
    } catch (FileStoreException e) {
      return Optional.of(promoted(e));
    }
    return ended(mine).or(() -> take(mine));
  }

  /**
   * Asks the replica why a primary that cannot be asked itself does not decide.
   *
   * @throws FileStoreException the failure of the primary, if the replica knows no reason
   */
  private ConfigurationException promoted(FileStoreException failure) {
    try {
      return replica
          .read()
          .map(EpochFile.Found::standing)
          .flatMap(theirs -> first == null ? promoted(theirs) : against(first, theirs))
          .orElseThrow(() -> failure);
    } catch (FileStoreException e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
      throw failure;
    }
  }

  private Optional<ConfigurationException> promoted(Standing theirs) {
    return theirs.epoch().role() == EpochRole.PRIMARY ? promotedTo(theirs) : Optional.empty();
  }

  /** Checks the same, and changes neither store. */
  synchronized Optional<ConfigurationException> look() {
    Optional<Standing> mine = own.read().map(EpochFile.Found::standing);
    Optional<Standing> theirs = replica.read().map(EpochFile.Found::standing);
    return mine.flatMap(
        standing -> ended(standing).or(() -> theirs.flatMap(other -> against(standing, other))));
  }

  private Optional<ConfigurationException> ended(Standing mine) {
    if (first == null) {
      first = mine;
    }
    Epoch epoch = mine.epoch();
    if (epoch.role() == EpochRole.PRIMARY && epoch.equals(first.epoch())) {
      return Optional.empty();
    }
    return epoch.role() == EpochRole.REPLICA && epoch.equals(first.epoch())
        ? refusal(own, "it is a replica itself: promote it, or open the primary")
        : refusal(
            own,
            "another store has been promoted, and this one no longer decides (epoch "
                + epoch.number()
                + "): open the promoted store; docs/replication.md says how this one becomes its"
                + " replica");
  }

  private Optional<ConfigurationException> take(Standing mine) {
    Optional<EpochFile.Found> found = replica.read();
    if (found.isEmpty()) {
      // Whoever was quicker is seen by the next check.
      Optional<EpochFile.Found> unused = replica.create(mine.replica(""));
      return Optional.empty();
    }
    return take(mine, found.get());
  }

  private Optional<ConfigurationException> take(Standing mine, EpochFile.Found found) {
    Optional<ConfigurationException> refusal = against(mine, found.standing());
    Standing follower = mine.replica(found.standing().candidate());
    if (refusal.isEmpty() && !found.standing().equals(follower)) {
      Optional<EpochFile.Found> unused = replica.replace(found, follower);
    }
    return refusal;
  }

  private Optional<ConfigurationException> against(Standing mine, Standing theirs) {
    Epoch here = mine.epoch();
    Epoch there = theirs.epoch();
    if (!there.lineage().equals(here.lineage())) {
      return refusal(
          replica,
          "it belongs to another primary than "
              + own.storeName()
              + ": use a store of its own for each replica");
    }
    if (there.number() > here.number()) {
      return promotedTo(theirs);
    }
    return there.number() == here.number() ? sameEpoch(mine, theirs) : Optional.empty();
  }

  private Optional<ConfigurationException> sameEpoch(Standing mine, Standing theirs) {
    if (theirs.equals(mine)) {
      return refusal(
          replica,
          "it is the primary itself, or a copy of it with its .coffer directory: use another place"
              + " for the replica");
    }
    if (theirs.epoch().role() == EpochRole.PRIMARY) {
      return promotedTo(theirs);
    }
    return theirs.followsAnother(mine)
        ? refusal(
            replica,
            "it follows another store, which was promoted to the same epoch ("
                + theirs.epoch().number()
                + "): docs/replication.md says how one of two primaries becomes a replica")
        : Optional.empty();
  }

  private Optional<ConfigurationException> promotedTo(Standing theirs) {
    return refusal(
        replica,
        "this replica has been promoted (epoch "
            + theirs.epoch().number()
            + "), and "
            + own.storeName()
            + " no longer decides: open the promoted store; docs/replication.md says how the"
            + " other becomes its replica");
  }

  private static Optional<ConfigurationException> refusal(EpochFile file, String hint) {
    return Optional.of(file.wrong("replicate", hint));
  }
}
