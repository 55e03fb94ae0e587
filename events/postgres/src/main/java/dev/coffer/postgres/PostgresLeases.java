package dev.coffer.postgres;

import dev.coffer.concurrent.DaemonThreads;
import dev.coffer.spi.ThreadEnd;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The leases of this node and the sign of its life, which a thread renews. All times are those of
 * the database.
 */
final class PostgresLeases implements AutoCloseable {
  private static final String FREE =
      "SELECT 1 FROM $leases WHERE name = ? AND until > clock_timestamp()";

  private static final String TAKE =
      "INSERT INTO $leases AS old (name, holder, epoch, until)"
          + " SELECT ?, ?, 1, clock_timestamp() + ? * interval '1 millisecond'"
          + " FROM pg_advisory_xact_lock(hashtext(?))"
          + " WHERE NOT EXISTS (SELECT 1 FROM $leases WHERE (name = ? OR name LIKE ? || ', %')"
          + " AND name NOT LIKE ?"
          + " AND until > clock_timestamp())"
          + " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, epoch = old.epoch + 1,"
          + " until = excluded.until WHERE old.until < clock_timestamp() RETURNING epoch";

  private static final String RENEW =
      "UPDATE $leases SET until = clock_timestamp() + ? * interval '1 millisecond'"
          + " WHERE holder = ? AND name = ANY(?) RETURNING name, epoch";

  private static final String RELEASE =
      "UPDATE $leases SET until = 'epoch' WHERE name = ? AND epoch = ?";

  private static final String LIVE =
      "INSERT INTO $owners AS old (id, node, started, until)"
          + " VALUES (?, ?, now(), clock_timestamp() + ? * interval '1 millisecond')"
          + " ON CONFLICT (id) DO UPDATE SET until = excluded.until";

  private final PostgresStatements statements;
  private final long millis;
  private final long ownerMillis;
  private final long owner;
  private final String node = PostgresNode.name();
  private final Set<PostgresLease> held = ConcurrentHashMap.newKeySet();

  /** When to ask again for a lease that another has, in the time of this process. */
  private final Map<String, Long> refused = new ConcurrentHashMap<>();

  private final Semaphore ending = new Semaphore(0);
  private final Thread thread;
  private volatile boolean failing;

  PostgresLeases(PostgresStatements statements, PostgresOutboxOptions options) throws SQLException {
    this.statements = statements;
    this.millis = options.lease().toMillis();
    this.ownerMillis = options.ownerLease().toMillis();
    this.owner = newOwner();
    this.thread = DaemonThreads.unstarted("coffer-leases", this::run);
    thread.start();
  }

  private long newOwner() throws SQLException {
    int unused =
        statements.update(
            "DELETE FROM $owners o WHERE until < now() - interval '7 days' AND NOT EXISTS"
                + " (SELECT 1 FROM $intents WHERE owner = o.id)",
            row -> {});
    unused =
        statements.update(
            "DELETE FROM $leases WHERE name LIKE 'share %' AND until < now() - interval '1 day'",
            row -> {});
    return statements
        .list(
            "INSERT INTO $owners(node, started, until) VALUES (?, now(), clock_timestamp() + ? *"
                + " interval '1 millisecond') RETURNING id",
            row -> {
              row.setString(1, node);
              row.setLong(2, ownerMillis);
            },
            row -> row.getLong(1))
        .get(0);
  }

  long owner() {
    return owner;
  }

  /** Returns whether a node has given no sign of life for long, or has ended. */
  boolean isGone(long other) throws SQLException {
    return statements
        .list(
            "SELECT 1 FROM $owners WHERE id = ? AND until > clock_timestamp()",
            row -> row.setLong(1, other),
            row -> 1)
        .isEmpty();
  }

  boolean isFree(String name) throws SQLException {
    return statements.list(FREE, row -> row.setString(1, name), row -> 1).isEmpty();
  }

  /**
   * Takes a lease that nobody has.
   *
   * @param family the name, without that of a slice, of the leases that must not be held beside it
   * @param kin the pattern of those of them that may
   */
  Optional<PostgresLease> take(String name, String family, String kin) throws SQLException {
    long now = System.nanoTime();
    Long next = refused.get(name);
    if (next != null && now - next < 0) {
      return Optional.empty();
    }
    Optional<PostgresLease> lease =
        isFree(name) ? takeFree(name, family, kin, now) : Optional.empty();
    if (lease.isPresent()) {
      held.add(lease.get());
    } else {
      refused.put(name, now + TimeUnit.MILLISECONDS.toNanos(Math.min(1000, millis / 3)));
    }
    return lease;
  }

  private Optional<PostgresLease> takeFree(String name, String family, String kin, long now)
      throws SQLException {
    return statements
        .list(
            TAKE,
            row -> {
              row.setString(1, name);
              row.setLong(2, owner);
              row.setLong(3, millis);
              row.setString(4, "coffer lease " + family);
              row.setString(5, family);
              row.setString(6, family);
              row.setString(7, kin);
            },
            row -> row.getLong(1))
        .stream()
        .findFirst()
        .map(epoch -> new PostgresLease(name, epoch, localNanos(), now, this::release));
  }

  /** A node that slept must see that its lease is over before another takes it. */
  private long localNanos() {
    return Duration.ofMillis(millis).multipliedBy(9).dividedBy(10).toNanos();
  }

  private void release(PostgresLease lease) {
    held.remove(lease);
    refused.clear();
    try {
      int unused =
          statements.update(
              RELEASE,
              row -> {
                row.setString(1, lease.name());
                row.setLong(2, lease.epoch());
              });
    } catch (SQLException e) {
      PostgresTables.LOG.debug("a lease that cannot be released ends by itself", e);
    }
  }

  /** There may be leases that were released. */
  void askAgain() {
    refused.clear();
  }

  private void run() {
    try {
      while (!ending.tryAcquire(Math.max(1, millis / 3), TimeUnit.MILLISECONDS)) {
        renewSafely();
      }
    } catch (InterruptedException e) {
      PostgresTables.LOG.debug("leases are not renewed any more after an interrupt");
    }
  }

  private void renewSafely() {
    try {
      renew();
      failing = false;
    } catch (SQLException | RuntimeException e) {
      if (!failing) {
        PostgresTables.LOG.warn("the leases of an outbox cannot be renewed; this is retried", e);
      }
      failing = true;
    }
  }

  private void renew() throws SQLException {
    live();
    List<PostgresLease> all = held.stream().filter(PostgresLease::isHeld).toList();
    held.removeIf(lease -> !lease.isHeld());
    if (all.isEmpty()) {
      return;
    }
    long asked = System.nanoTime();
    Map<String, Long> epochs = new HashMap<>();
    List<Boolean> unused = statements.list(RENEW, row -> bind(row, all), row -> note(row, epochs));
    for (PostgresLease lease : all) {
      if (Long.valueOf(lease.epoch()).equals(epochs.get(lease.name()))) {
        lease.renewed(asked);
      } else {
        lease.lose();
      }
    }
  }

  private void bind(PreparedStatement row, List<PostgresLease> all) throws SQLException {
    row.setLong(1, millis);
    row.setLong(2, owner);
    String[] names = all.stream().map(PostgresLease::name).toArray(String[]::new);
    row.setArray(3, row.getConnection().createArrayOf("text", names));
  }

  private static Boolean note(ResultSet row, Map<String, Long> epochs) throws SQLException {
    epochs.put(row.getString(1), row.getLong(2));
    return true;
  }

  private void live() throws SQLException {
    int unused =
        statements.update(
            LIVE,
            row -> {
              row.setLong(1, owner);
              row.setString(2, node);
              row.setLong(3, ownerMillis);
            });
  }

  /** Ends all leases, and says that this node has ended. */
  @Override
  public void close() {
    ending.release();
    ThreadEnd.await(thread);
    try {
      int unused =
          statements.update(
              "UPDATE $leases SET until = 'epoch' WHERE holder = ?", row -> row.setLong(1, owner));
      unused = statements.update("DELETE FROM $owners WHERE id = ?", row -> row.setLong(1, owner));
    } catch (SQLException e) {
      PostgresTables.LOG.debug("leases that cannot be ended end by themselves", e);
    }
  }
}
