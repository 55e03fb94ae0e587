package dev.coffer.benchmarks;

import java.util.Optional;

/** The contestants of the races on a bucket, each opened at one place. */
interface Entrants {
  /** The bare client and Coffer. */
  Peers<AllFiles> two() throws Exception;

  /** The two, and other libraries for the work on many files. */
  Peers<AllFiles> all() throws Exception;

  /** The two, and other libraries that send large files. */
  Peers<LargeWrites> senders() throws Exception;

  /** The same with Coffer's option {@code crc32}, if the server supports it. */
  default Optional<Peers<LargeWrites>> sendersWithCrc32() throws Exception {
    return Optional.empty();
  }
}
