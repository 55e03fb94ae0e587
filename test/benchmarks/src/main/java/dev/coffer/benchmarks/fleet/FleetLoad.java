package dev.coffer.benchmarks.fleet;

/**
 * What a fleet does.
 *
 * @param nodes how many processes write
 * @param perNode changes a second of each
 * @param seconds how long
 * @param shards in how many parts a receiver is attended
 * @param stops whether one of those who attend stops after a third of the time
 */
record FleetLoad(int nodes, int perNode, int seconds, int shards, boolean stops) {
  static FleetLoad of(int nodes, int perNode) {
    return new FleetLoad(nodes, perNode, 15, 8, false);
  }
}
