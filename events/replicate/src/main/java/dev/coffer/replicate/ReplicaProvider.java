package dev.coffer.replicate;

import dev.coffer.FileStore;
import dev.coffer.Layer;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.delivery.Receiver;
import dev.coffer.delivery.ReceiverGroup;
import dev.coffer.delivery.ReceiverProvider;
import dev.coffer.delivery.RetrySchedule;
import dev.coffer.event.EventSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Provides the replicas of a configuration. */
public final class ReplicaProvider implements ReceiverProvider {
  private static final int IN_FLIGHT = 8;

  /**
   * A replica that is back is noticed within a minute. What it did not take in a month is mended by
   * a repair.
   */
  private static final RetrySchedule RETRIES =
      new RetrySchedule(
          Duration.ofDays(30), Duration.ofSeconds(1), Duration.ofMinutes(1), OptionalInt.empty());

  /** Creates the provider; called by the service loader. */
  public ReplicaProvider() {}

  @Override
  public List<Option<?>> options() {
    return ReplicationOptions.ALL;
  }

  @Override
  public List<Receiver> receivers(Settings settings) {
    ReplicationOptions options = ReplicationOptions.of(settings);
    Optional<ReceiverGroup> group = group(options);
    DeliveryPolicy policy =
        new DeliveryPolicy(RETRIES, IN_FLIGHT, Optional.empty(), options.closeTimeout());
    return options.replicas().stream()
        .map(
            replica ->
                new Receiver(
                    "Replica",
                    replica.name(),
                    policy,
                    Optional.empty(),
                    primary -> sink(primary, replica, options),
                    group))
        .toList();
  }

  private static Optional<ReceiverGroup> group(ReplicationOptions options) {
    return switch (options.ack()) {
      case PRIMARY -> Optional.empty();
      case ONE -> Optional.of(new ReceiverGroup(1, options.timeout(), LateChanges::warn));
      case ALL ->
          Optional.of(
              new ReceiverGroup(options.replicas().size(), options.timeout(), LateChanges::warn));
    };
  }

  private static EventSink sink(
      FileStore primary, ReplicaAddress address, ReplicationOptions options) {
    FileStore replica = address.open(options.settings());
    Claim claim = new Claim(new EpochFile(primary), new EpochFile(replica));
    return new ReplicaSink(primary, replica, new PeriodicClaim(claim, options.lease()));
  }

  @Override
  public Optional<Layer> around(Settings settings) {
    ReplicationOptions options = ReplicationOptions.of(settings);
    return options.replicas().isEmpty()
        ? Optional.empty()
        : Optional.of(next -> ReplicatedFileStore.around(next, options));
  }
}
