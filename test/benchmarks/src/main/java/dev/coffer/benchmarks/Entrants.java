package dev.coffer.benchmarks;

import java.util.Optional;

/** Who takes part in the races on a bucket, each opened at one place. */
interface Entrants {
  /** The bare client and Coffer. */
  Peers<AllFiles> two() throws Exception;

  /** The two, and what else does the work on many files. */
  Peers<AllFiles> all() throws Exception;

  /** The two, and what else sends large files. */
  Peers<LargeWrites> senders() throws Exception;

  /** The same with Coffer's option {@code crc32}, where the server can do with it. */
  default Optional<Peers<LargeWrites>> sendersWithCrc32() throws Exception {
    return Optional.empty();
  }
}
