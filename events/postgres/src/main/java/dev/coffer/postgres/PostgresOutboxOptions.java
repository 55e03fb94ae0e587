package dev.coffer.postgres;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.config.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Where an outbox in PostgreSQL is, and how its nodes share it.
 *
 * @param url {@code jdbc:postgresql://HOST/DATABASE} and parameters of the driver, without any
 *     password, and with no user before the host
 * @param user the user of the database; empty for that of the URL, or the driver's default
 * @param password the password; empty if none is needed, or if the driver finds it in {@code
 *     ~/.pgpass}
 * @param schema the schema of the tables, which is made if it does not exist; up to 40 of {@code
 *     a-z 0-9 _}, beginning with a letter
 * @param lease how long a node keeps a receiver after the last sign of life; a tenth of a second or
 *     more
 * @param ownerLease how long after its last sign of life a node is taken for dead, so that others
 *     find out what became of the changes that it had begun
 * @param shards into how many parts, by path, the events of each receiver are split, which
 *     different nodes deliver; the same on all nodes
 */
public record PostgresOutboxOptions(
    String url,
    Optional<String> user,
    Optional<Secret> password,
    String schema,
    Duration lease,
    Duration ownerLease,
    int shards) {
  /**
   * Creates options.
   *
   * @param url where the database is
   * @param user the user of the database
   * @param password the password
   * @param schema the schema of the tables
   * @param lease how long a node keeps a receiver
   * @param ownerLease when a node is taken for dead
   * @param shards into how many parts a receiver is split
   * @throws ConfigurationException if the URL has a password, a user before the host, or an
   *     impossible port
   */
  public PostgresOutboxOptions {
    PostgresUrl.trouble(url).ifPresent(PostgresOutboxOptions::refuse);
  }

  private static void refuse(String trouble) {
    throw new ConfigurationException(
        new ErrorContext("open", "", "outbox:jdbc:postgresql:"), trouble, null);
  }

  /**
   * Returns the options of a URL, with the usual values.
   *
   * @param url {@code jdbc:postgresql://HOST/DATABASE}
   * @return the schema {@code coffer}, leases of 30 seconds and ten minutes, one shard
   * @throws ConfigurationException if the URL has a password, a user before the host, or an
   *     impossible port
   */
  public static PostgresOutboxOptions of(String url) {
    return new PostgresOutboxOptions(
        url,
        Optional.empty(),
        Optional.empty(),
        "coffer",
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        1);
  }

  /** Returns the URL without its parameters, of which some may be secret. */
  @Override
  public String toString() {
    return url.replaceFirst("[?].*", "");
  }
}
