package dev.coffer.replicate;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.config.Assembly;
import dev.coffer.config.ConfiguredLayer;
import dev.coffer.config.Settings;
import dev.coffer.delivery.EventsProvider;
import dev.coffer.event.FileEventLog;
import java.util.List;

/** A replica that a configuration names, for those who look after it. */
public final class ConfiguredReplica {
  private static final String EVENTS = "events";

  private final ReplicaAddress address;
  private final Settings settings;

  private ConfiguredReplica(ReplicaAddress address, Settings settings) {
    this.address = address;
    this.settings = settings;
  }

  /**
   * Returns the replicas of a store. Nothing is opened.
   *
   * @param primary what is configured
   * @return the replicas, in the order of the configuration; empty if there are none
   */
  public static List<ConfiguredReplica> of(Assembly primary) {
    return primary.layers().stream()
        .filter(layer -> layer.name().equals(EVENTS))
        .map(ConfiguredLayer::settings)
        .flatMap(
            settings ->
                ReplicationOptions.of(settings).replicas().stream()
                    .map(address -> new ConfiguredReplica(address, settings)))
        .toList();
  }

  /**
   * Returns one of the replicas of a store. Nothing is opened.
   *
   * @param primary what is configured
   * @param uri the replica as the configuration names it; options of a URI may be left out
   * @return the replica
   * @throws ConfigurationException if the configuration names no such replica
   */
  public static ConfiguredReplica of(Assembly primary, String uri) {
    String name = new ReplicaAddress(uri).name();
    List<ConfiguredReplica> all = of(primary);
    return all.stream()
        .filter(replica -> replica.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(all));
  }

  private static ConfigurationException unknown(List<ConfiguredReplica> all) {
    return new ConfigurationException(
        new ErrorContext("open", "", "a replica"),
        all.isEmpty()
            ? "the store has no replicas: name them in its option replicas"
            : "it is none of the replicas of the store, which are "
                + String.join(", ", all.stream().map(ConfiguredReplica::name).toList()),
        null);
  }

  /**
   * Returns the name of the replica's queue in the event log, also the tag of its metrics.
   *
   * @return the name, without a path
   */
  public String name() {
    return address.name();
  }

  /**
   * Opens the replica.
   *
   * @return the store, which the caller closes
   * @throws ConfigurationException if it cannot be opened
   */
  public FileStore open() {
    return address.open(settings);
  }

  /**
   * Opens the event log of the primary. Nothing is delivered.
   *
   * @return the log, which the caller closes
   * @throws ConfigurationException if it cannot be opened
   */
  public FileEventLog openLog() {
    return EventsProvider.log(settings);
  }

  @Override
  public String toString() {
    return name();
  }
}
