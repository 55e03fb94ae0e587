package dev.coffer.postgres;

import dev.coffer.FilePath;
import dev.coffer.delivery.table.OutboxLockName;
import dev.coffer.delivery.table.OutboxSlice;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How the events of a receiver are split by their paths over the nodes. */
final class PostgresSlices {
  private static final String NEXT =
      "SELECT e.seq, e.id, e.type, e.path, e.source, e.size, e.etag, e.time,"
          + " p.attempts, p.due, p.since FROM pending p JOIN events e ON e.seq = p.seq"
          + " WHERE p.receiver = ? AND p.seq > ?";

  /** The earlier events of other slices with the same paths, or with directories above them. */
  private static final String EARLIER =
      "SELECT e.seq, e.path, e.source FROM $events e JOIN $pending p ON p.seq = e.seq,"
          + " (SELECT array_agg(hashtext(path) & 2147483647) AS hashes FROM unnest(?) path) paths"
          + " WHERE p.receiver = ? AND e.seq < ? AND mod(e.hash, ?) <> ?"
          + " AND (e.hash = ANY(paths.hashes) OR e.source_hash = ANY(paths.hashes))";

  private record Share(int nodes, long next) {}

  private final PostgresStatements statements;
  private final PostgresLeases leases;
  private final long nanos;
  private final Map<Long, PostgresLease> own = new ConcurrentHashMap<>();
  private final Map<Long, Share> shares = new ConcurrentHashMap<>();

  PostgresSlices(
      PostgresStatements statements, PostgresLeases leases, PostgresOutboxOptions options) {
    this.statements = statements;
    this.leases = leases;
    this.nanos = TimeUnit.MILLISECONDS.toNanos(Math.max(100, options.lease().toMillis() / 10));
  }

  String next(OutboxSlice slice) {
    String which =
        slice.equals(OutboxSlice.ALL)
            ? ""
            : " AND mod(e.hash, " + slice.of() + ") = " + slice.number();
    return NEXT + which + " ORDER BY p.seq LIMIT ?";
  }

  /** Takes a lease; that of a slice only while nobody delivers slices of another size. */
  Optional<PostgresLease> take(OutboxLockName name) throws SQLException {
    String all = new OutboxLockName(name.purpose(), name.receiver(), OutboxSlice.ALL).toString();
    String kin = name.slice().equals(OutboxSlice.ALL) ? all : all + ",% of " + name.slice().of();
    return leases.take(name.toString(), all, kin);
  }

  /** Returns how many nodes have a receiver open, as it was known a moment ago. */
  int sharers(long receiver) throws SQLException {
    long now = System.nanoTime();
    Share known = shares.get(receiver);
    if (known == null || now - known.next >= 0) {
      known = new Share(count(receiver), now + nanos);
      shares.put(receiver, known);
    }
    return known.nodes;
  }

  private int count(long receiver) throws SQLException {
    PostgresLease mine = own.get(receiver);
    if (mine == null || !mine.isHeld()) {
      String name = "share " + receiver + " by " + leases.owner();
      leases.take(name, name, name).ifPresent(lease -> own.put(receiver, lease));
    }
    return statements
        .list(
            "SELECT count(*) FROM $leases WHERE name LIKE ? AND until > clock_timestamp()",
            row -> row.setString(1, "share " + receiver + " by %"),
            row -> row.getInt(1))
        .get(0);
  }

  /** Returns the events that wait for no earlier one of another slice, nor for one that does. */
  List<EventQueue.Waiting> ready(long receiver, OutboxSlice slice, List<EventQueue.Waiting> taken)
      throws SQLException {
    if (slice.equals(OutboxSlice.ALL) || taken.isEmpty()) {
      return taken;
    }
    Map<String, Long> earlier = earlier(receiver, slice, taken);
    Set<String> waiting = new HashSet<>();
    List<EventQueue.Waiting> ready = new ArrayList<>();
    for (EventQueue.Waiting each : taken) {
      if (isBehind(each.event(), earlier) || isRelated(each.event(), waiting)) {
        each.event().changedPaths().forEach(path -> waiting.add(path.toString()));
      } else {
        ready.add(each);
      }
    }
    return ready;
  }

  private Map<String, Long> earlier(
      long receiver, OutboxSlice slice, List<EventQueue.Waiting> taken) throws SQLException {
    String[] paths =
        taken.stream().flatMap(each -> above(each.event())).distinct().toArray(String[]::new);
    Map<String, Long> earlier = new HashMap<>();
    List<Boolean> unused =
        statements.list(
            EARLIER,
            row -> {
              row.setArray(1, row.getConnection().createArrayOf("text", paths));
              row.setLong(2, receiver);
              row.setLong(3, taken.get(taken.size() - 1).event().order());
              row.setInt(4, slice.of());
              row.setInt(5, slice.number());
            },
            row -> note(row, earlier));
    return earlier;
  }

  private static Boolean note(ResultSet row, Map<String, Long> earlier) throws SQLException {
    long order = row.getLong(1);
    earlier.merge(row.getString(2), order, Math::min);
    String source = row.getString(3);
    if (source != null) {
      earlier.merge(source, order, Math::min);
    }
    return true;
  }

  private static boolean isBehind(FileEvent event, Map<String, Long> earlier) {
    return above(event)
        .anyMatch(path -> earlier.getOrDefault(path, Long.MAX_VALUE) < event.order());
  }

  /** A related path is the same, or above it, or below it. */
  private static boolean isRelated(FileEvent event, Set<String> waiting) {
    return !waiting.isEmpty()
        && (above(event).anyMatch(waiting::contains)
            || event.changedPaths().stream()
                .anyMatch(
                    path -> waiting.stream().anyMatch(other -> other.startsWith(path + "/"))));
  }

  /** Returns the paths of an event and the directories above them. */
  private static Stream<String> above(FileEvent event) {
    return event.changedPaths().stream()
        .flatMap(
            path ->
                Stream.iterate(
                    path, each -> !each.isRoot(), each -> each.parent().orElse(FilePath.ROOT)))
        .map(FilePath::toString);
  }
}
