package dev.coffer.replicate;

import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a primary, which says for which replica it was retired. */
record Retirement(EpochFile primary, Standing replica) {
  private static final Logger LOG = LoggerFactory.getLogger(Promotion.class);

  /**
   * Retires a primary.
   *
   * @param primary its file
   * @param replica the candidate
   * @return the epoch that has begun; empty if the primary cannot be read or written
   * @throws ConfigurationException if it is not the primary of the replica, or was retired for
   *     another one
   */
  static Optional<Epoch> of(EpochFile primary, Standing replica) {
    return new Retirement(primary, replica).run();
  }

  /**
   * Completes the promotion of a store that is the primary already: a former primary that could not
   * be asked then is retired now.
   *
   * @return whether the former primary is retired; false if it cannot be read or written
   * @throws ConfigurationException if it was retired for another store, or is none
   */
  static boolean complete(EpochFile primary, EpochFile store, Standing promoted) {
    Retirement retirement = new Retirement(primary, promoted);
    Optional<EpochFile.Found> former = retirement.found();
    Standing end = new Standing(promoted.epoch().as(EpochRole.RETIRED), promoted.decider(), "");
    if (former.isEmpty() || former.get().standing().equals(end)) {
      return former.isPresent();
    }
    if (!isEarlierPrimary(former.get().epoch(), promoted.epoch())) {
      long number = promoted.epoch().number();
      throw store.wrong("promote", "it is the primary already, since epoch " + number);
    }
    return retirement.replace(former.get(), end).isPresent();
  }

  private static boolean isEarlierPrimary(Epoch former, Epoch promoted) {
    return former.role() == EpochRole.PRIMARY
        && former.lineage().equals(promoted.lineage())
        && former.number() < promoted.number();
  }

  private Optional<EpochFile.Found> found() {
    return ifReachable(this::read).flatMap(Function.identity());
  }

  private Optional<EpochFile.Found> read() {
    Optional<EpochFile.Found> found = primary.read();
    if (found.isEmpty()) {
      LOG.warn(
          "the primary {} is not retired, since it has no file {}: it is empty, or another store",
          primary.storeName(),
          EpochFile.PLACE);
    }
    return found;
  }

  private Optional<Epoch> run() {
    Optional<EpochFile.Found> former = found();
    former.map(EpochFile.Found::standing).ifPresent(this::require);
    return former.flatMap(this::retire).map(Standing::epoch);
  }

  private Optional<Standing> retire(EpochFile.Found former) {
    Epoch epoch = former.standing().epoch();
    if (epoch.role() == EpochRole.RETIRED) {
      return Optional.of(former.standing());
    }
    Standing end = new Standing(epoch.next(EpochRole.RETIRED), replica.candidate(), "");
    return replace(former, end);
  }

  private Optional<Standing> replace(EpochFile.Found former, Standing end) {
    return ifReachable(() -> primary.replace(former, end))
        .map(written -> written.orElseThrow(this::overtaken))
        .map(EpochFile.Found::standing);
  }

  private void require(Standing former) {
    if (!former.epoch().lineage().equals(replica.epoch().lineage())) {
      throw wrong("the replica belongs to another primary");
    }
    switch (former.epoch().role()) {
      case REPLICA -> throw wrong("it is a replica itself: name the primary as the store");
      case PRIMARY -> requireFollowed(former);
      case RETIRED -> requireFor(former);
    }
  }

  private void requireFollowed(Standing former) {
    long number = former.epoch().number();
    long followed = replica.epoch().number();
    if (number < followed || (number == followed && former.followsAnother(replica))) {
      throw wrong("the replica follows a later primary (epoch " + followed + "): name that one");
    }
  }

  private void requireFor(Standing former) {
    long number = former.epoch().number();
    if (number <= replica.epoch().number()) {
      throw wrong("it was retired before (epoch " + number + "): name the present primary");
    }
    if (!former.decider().equals(replica.candidate())) {
      throw wrong(
          "it was retired (epoch "
              + number
              + ") for "
              + former.nameOfDecider().orElse("a replica that an earlier version did not name")
              + ": open that one, or repeat its promotion if it was interrupted; if it is lost,"
              + " delete the file "
              + EpochFile.PLACE
              + " of the former primary before another is promoted");
    }
  }

  /** A primary is lost, too, if its bucket or its key was deleted, or its disk fails. */
  private <T> Optional<T> ifReachable(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (ConnectionException
        | ConfigurationException
        | PermissionDeniedException
        | StorageFailureException e) {
      LOG.warn("the primary {} is not retired, since it cannot be asked", primary.storeName(), e);
      return Optional.empty();
    }
  }

  private ConfigurationException overtaken() {
    return wrong("its role was changed just now: look at the status of all replicas");
  }

  private ConfigurationException wrong(String hint) {
    return primary.wrong("promote", hint);
  }
}
