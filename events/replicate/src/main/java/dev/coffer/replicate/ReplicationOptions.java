package dev.coffer.replicate;

import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The replicas of a configuration, and how they are used.
 *
 * @param settings the source
 * @param replicas where they are; empty if there are none
 */
record ReplicationOptions(Settings settings, List<ReplicaAddress> replicas) {
  /** For whom a change waits. */
  enum Ack {
    /** For no replica. */
    PRIMARY,
    /** For one replica. */
    ONE,
    /** For all replicas. */
    ALL
  }

  /** Who answers reads. */
  enum Read {
    /** The primary alone. */
    PRIMARY,
    /** A replica, if the primary cannot be reached. */
    FAILOVER
  }

  private static final Option<String> REPLICAS =
      Option.text(
          "replicas",
          "The replicas of the store: a URI or @NAME, or several, separated by spaces; each has its"
              + " own queue in the outbox.");
  private static final Option<Ack> ACK =
      Option.choice(
              "replication.ack",
              Ack.class,
              "For which replicas a change waits, at the latest for replication.timeout: for none,"
                  + " for one, or for all.")
          .orElse("primary");
  private static final Option<Duration> TIMEOUT =
      Option.duration(
              "replication.timeout",
              "How long a change waits for replicas; it is made whether they have it or not.")
          .orElse("5s");
  private static final Option<Read> READ =
      Option.choice(
              "replication.read",
              Read.class,
              "Who answers reads: the primary alone, or a replica if the primary cannot be"
                  + " reached.")
          .orElse("primary");
  private static final Option<Duration> MAX_LAG =
      Option.duration(
              "replication.max-lag",
              "How old the oldest change may be that a replica does not have before a warning is"
                  + " logged and listeners are told.")
          .orElse("15m");
  private static final Option<Duration> LEASE =
      Option.duration(
              "replication.lease",
              "How often this process checks that no replica has been promoted.")
          .orElse("10s");

  private static final Option<Duration> CLOSE_TIMEOUT =
      Option.duration(
              "replication.close-timeout", "How long closing continues to deliver pending changes.")
          .orElse("10s");

  static final List<Option<?>> ALL =
      List.of(REPLICAS, ACK, TIMEOUT, READ, MAX_LAG, LEASE, CLOSE_TIMEOUT);

  static ReplicationOptions of(Settings settings) {
    List<ReplicaAddress> replicas =
        settings.find(REPLICAS).map(ReplicaAddress::of).orElse(List.of());
    ReplicationOptions options = new ReplicationOptions(settings, replicas);
    options.check();
    return options;
  }

  private void check() {
    if (replicas.isEmpty()) {
      refuseIdle();
      return;
    }
    Set<String> names = new HashSet<>();
    for (ReplicaAddress replica : replicas) {
      if (!names.add(replica.name())) {
        throw settings.wrong(REPLICAS, "replicas names the same store twice");
      }
    }
    if (lease().isZero()) {
      throw settings.wrong(LEASE, "replication.lease must be longer than zero");
    }
  }

  private void refuseIdle() {
    for (Option<?> option : ALL) {
      settings
          .setting(option)
          .filter(given -> !given.isDefault())
          .ifPresent(
              idle -> {
                throw settings.wrong(option + " has no effect without " + REPLICAS);
              });
    }
  }

  Ack ack() {
    return settings.get(ACK);
  }

  Duration timeout() {
    return settings.get(TIMEOUT);
  }

  boolean failsOver() {
    return settings.get(READ) == Read.FAILOVER;
  }

  Duration maxLag() {
    return settings.get(MAX_LAG);
  }

  Duration closeTimeout() {
    return settings.get(CLOSE_TIMEOUT);
  }

  Duration lease() {
    return settings.get(LEASE);
  }
}
