package dev.coffer.benchmarks.fleet;

/**
 * What the parts of a fleet take, in microseconds. The page on scaling says where each comes from.
 */
final class FleetCosts {
  /** From a node to a database or a broker, and back. */
  static final long ROUND_TRIP = 500;

  /** A transaction in the database but for its rows and its flush. */
  static final long TRANSACTION = 150;

  /** A row that is inserted, changed or deleted. */
  static final long ROW = 150;

  /** A row that is read in a batch. */
  static final long READ_ROW = 20;

  /** A flush of a log to a disk. */
  static final long FLUSH = 1_000;

  /** A write to the store itself. */
  static final long STORE = 25_000;

  /** A batch at a receiver over HTTP. */
  static final long RECEIVER = 20_000;

  /** A batch at a broker, until all replicas have it. */
  static final long BROKER = 10_000;

  /** An event at the broker, within its partition. */
  static final long RECORD = 30;

  /** How long who stopped keeps what it attends. */
  static final long LEASE = 30_000_000;

  /** Cores of the database. */
  static final int CORES = 8;

  /** Partitions of the topic. */
  static final int PARTITIONS = 12;

  /** The most events in a batch. */
  static final int BATCH = 500;

  private FleetCosts() {}
}
