package dev.coffer.benchmarks.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * Nodes that share one outbox in PostgreSQL. A change is two rows, each committed with those that
 * wait in its node: what is about to change, and the event. Events are numbered in the order of
 * their commits: one transaction that numbers is under way at a time. Each shard of the receiver is
 * attended by one node, which reads a batch, delivers it and deletes it.
 */
final class PostgresFleet {
  private final FleetLoad load;
  private final Simulation simulation;
  private final Station cores;
  private final Flushes log;
  private final Turn numbers;
  private final List<Batches<Long>> shards = new ArrayList<>();
  private final Times writes = new Times();
  private final Times lags = new Times();

  private PostgresFleet(FleetLoad load, long seed) {
    this.load = load;
    this.simulation = new Simulation(seed);
    this.cores = new Station(simulation, FleetCosts.CORES);
    this.log = new Flushes(simulation, FleetCosts.FLUSH);
    this.numbers = new Turn(simulation);
  }

  static FleetResult run(FleetLoad load, long seed) {
    PostgresFleet fleet = new PostgresFleet(load, seed);
    fleet.start();
    fleet.simulation.runUntil(load.seconds() * Simulation.SECOND);
    return fleet.result();
  }

  private void start() {
    for (int i = 0; i < load.shards(); i++) {
      shards.add(new Batches<>(FleetCosts.BATCH, this::deliver));
    }
    for (int i = 0; i < load.nodes(); i++) {
      Batches<Runnable> intents = new Batches<>(FleetCosts.BATCH, this::commit);
      Batches<Runnable> events = new Batches<>(FleetCosts.BATCH, this::commitInOrder);
      simulation.often(load.perNode(), () -> change(intents, events));
    }
    if (load.stops()) {
      long third = load.seconds() * Simulation.SECOND / 3;
      simulation.after(third, shards.get(0)::stop);
      simulation.after(third + FleetCosts.LEASE, shards.get(0)::goOn);
    }
  }

  private void change(Batches<Runnable> intents, Batches<Runnable> events) {
    long begun = simulation.now();
    intents.add(() -> simulation.after(FleetCosts.STORE, () -> confirm(events, begun)));
  }

  private void confirm(Batches<Runnable> events, long begun) {
    events.add(
        () -> {
          writes.add(simulation.now() - begun - FleetCosts.STORE);
          shards.get(simulation.any(shards.size())).add(simulation.now());
        });
  }

  private void commit(List<Runnable> changes, Runnable done) {
    transaction(
        changes.size() * FleetCosts.ROW,
        () -> {
          done.run();
          changes.forEach(Runnable::run);
        });
  }

  private void commitInOrder(List<Runnable> events, Runnable done) {
    inOrder(
        events.size(),
        () -> {
          done.run();
          events.forEach(Runnable::run);
        });
  }

  /** The lock of the numbers is held until the commit has returned to its node. */
  private void inOrder(int rows, Runnable done) {
    numbers.take(
        release ->
            transaction(
                rows * FleetCosts.ROW,
                () -> {
                  release.run();
                  done.run();
                }));
  }

  /** Rows are changed by the cores, and then the log is flushed. */
  private void transaction(long rows, Runnable done) {
    simulation.after(
        FleetCosts.ROUND_TRIP,
        () -> cores.work(FleetCosts.TRANSACTION + rows, () -> log.flush(done)));
  }

  private void deliver(List<Long> events, Runnable done) {
    simulation.after(
        FleetCosts.ROUND_TRIP,
        () ->
            cores.work(
                FleetCosts.TRANSACTION + events.size() * FleetCosts.READ_ROW,
                () -> simulation.after(FleetCosts.RECEIVER, () -> acknowledge(events, done))));
  }

  private void acknowledge(List<Long> events, Runnable done) {
    inOrder(
        events.size(),
        () -> {
          events.forEach(since -> lags.add(simulation.now() - since));
          done.run();
        });
  }

  private FleetResult result() {
    long waiting = shards.stream().mapToLong(Batches::size).sum();
    return cores.use() > numbers.use()
        ? new FleetResult(load, writes, lags, "the database's cores", cores.use(), waiting)
        : new FleetResult(load, writes, lags, "the order of commits", numbers.use(), waiting);
  }
}
