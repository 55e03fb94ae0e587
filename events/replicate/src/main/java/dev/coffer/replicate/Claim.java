package dev.coffer.replicate;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claim of a primary on a replica. It ends when the replica is promoted, when the primary is
 * retired, or when another store becomes the primary of either.
 */
final class Claim {
  private final EpochFile own;
  private final EpochFile replica;
  private @Nullable Epoch first;

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
    Epoch mine = own.readOrBegin().epoch();
    return ended(mine).or(() -> take(mine));
  }

  /** Checks the same, and changes neither store. */
  synchronized Optional<ConfigurationException> look() {
    Optional<Epoch> mine = own.read().map(EpochFile.Found::epoch);
    Optional<Epoch> theirs = replica.read().map(EpochFile.Found::epoch);
    return mine.flatMap(
        epoch -> ended(epoch).or(() -> theirs.flatMap(other -> against(epoch, other))));
  }

  private Optional<ConfigurationException> ended(Epoch mine) {
    if (first == null) {
      first = mine;
    }
    if (mine.role() == EpochRole.PRIMARY && mine.equals(first)) {
      return Optional.empty();
    }
    return mine.role() == EpochRole.REPLICA && mine.equals(first)
        ? refusal(own, "it is a replica itself: promote it, or open the primary")
        : refusal(
            own,
            "another store has been promoted, and this one no longer decides (epoch "
                + mine.number()
                + "): open the promoted store; docs/replication.md says how this one becomes its"
                + " replica");
  }

  private Optional<ConfigurationException> take(Epoch mine) {
    Optional<EpochFile.Found> found = replica.read();
    if (found.isEmpty()) {
      // Whoever was quicker is seen by the next check.
      Optional<EpochFile.Found> unused = replica.create(mine.as(EpochRole.REPLICA));
      return Optional.empty();
    }
    return take(mine, found.get());
  }

  private Optional<ConfigurationException> take(Epoch mine, EpochFile.Found found) {
    Optional<ConfigurationException> refusal = against(mine, found.epoch());
    if (refusal.isEmpty() && !found.epoch().equals(mine.as(EpochRole.REPLICA))) {
      Optional<EpochFile.Found> unused = replica.replace(found, mine.as(EpochRole.REPLICA));
    }
    return refusal;
  }

  private Optional<ConfigurationException> against(Epoch mine, Epoch theirs) {
    if (!theirs.lineage().equals(mine.lineage())) {
      return refusal(
          replica,
          "it belongs to another primary than "
              + own.storeName()
              + ": use a store of its own for each replica");
    }
    if (theirs.equals(mine)) {
      return refusal(
          replica,
          "it is the primary itself, or a copy of it with its .coffer directory: use another place"
              + " for the replica");
    }
    if (theirs.number() > mine.number()
        || (theirs.number() == mine.number() && theirs.role() == EpochRole.PRIMARY)) {
      return refusal(
          replica,
          "this replica has been promoted (epoch "
              + theirs.number()
              + "), and "
              + own.storeName()
              + " no longer decides: open the promoted store; docs/replication.md says how the"
              + " other becomes its replica");
    }
    return Optional.empty();
  }

  private static Optional<ConfigurationException> refusal(EpochFile file, String hint) {
    return Optional.of(
        new ConfigurationException(
            new ErrorContext("replicate", "", file.storeName()), hint, null));
  }
}
