package dev.coffer.benchmarks.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * Nodes with an outbox each on a disk of their own, that deliver to one topic. A change is two
 * commits in the node's file, shared by those that wait. A node sends one batch at a time, whose
 * events are appended by their partitions.
 */
final class KafkaFleet {
  private final FleetLoad load;
  private final Simulation simulation;
  private final List<Station> partitions = new ArrayList<>();
  private final List<Batches<Long>> couriers = new ArrayList<>();
  private final Times writes = new Times();
  private final Times lags = new Times();

  private KafkaFleet(FleetLoad load, long seed) {
    this.load = load;
    this.simulation = new Simulation(seed);
  }

  static FleetResult run(FleetLoad load, long seed) {
    KafkaFleet fleet = new KafkaFleet(load, seed);
    fleet.start();
    fleet.simulation.runUntil(load.seconds() * Simulation.SECOND);
    return fleet.result();
  }

  private void start() {
    for (int i = 0; i < FleetCosts.PARTITIONS; i++) {
      partitions.add(new Station(simulation, 1));
    }
    for (int i = 0; i < load.nodes(); i++) {
      Flushes disk = new Flushes(simulation, FleetCosts.FLUSH);
      Batches<Long> courier = new Batches<>(FleetCosts.BATCH, this::send);
      couriers.add(courier);
      simulation.often(load.perNode(), () -> change(disk, courier));
    }
  }

  private void change(Flushes disk, Batches<Long> courier) {
    long begun = simulation.now();
    disk.flush(() -> simulation.after(FleetCosts.STORE, () -> confirm(disk, courier, begun)));
  }

  private void confirm(Flushes disk, Batches<Long> courier, long begun) {
    disk.flush(
        () -> {
          writes.add(simulation.now() - begun - FleetCosts.STORE);
          courier.add(simulation.now());
        });
  }

  /** The slowest partition decides when a batch is there. */
  private void send(List<Long> events, Runnable done) {
    int[] missing = {events.size()};
    for (int i = 0; i < events.size(); i++) {
      partitions
          .get(simulation.any(partitions.size()))
          .work(
              FleetCosts.RECORD,
              () -> {
                if (--missing[0] == 0) {
                  simulation.after(
                      FleetCosts.ROUND_TRIP + FleetCosts.BROKER, () -> end(events, done));
                }
              });
    }
  }

  private void end(List<Long> events, Runnable done) {
    events.forEach(since -> lags.add(simulation.now() - since));
    done.run();
  }

  private FleetResult result() {
    double use = partitions.stream().mapToDouble(Station::use).max().orElse(0);
    long waiting = couriers.stream().mapToLong(Batches::size).sum();
    return new FleetResult(load, writes, lags, "a partition", use, waiting);
  }
}
