package dev.coffer.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.testkit.MemoryDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes change the files of one directory and deliver, while they are killed and stopped
 * and their database restarts. No event is lost, and the first deliveries of each path's events are
 * in their order, but for what a process that lost its lease had under way: it may come after what
 * another has sent meanwhile.
 */
@Timeout(1800)
@Tag("kills")
class NodesTest {
  @TempDir(factory = MemoryDirectory.class)
  Path root;

  private final long seed = System.nanoTime();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final LineReceiver receiver = new LineReceiver();
  private final Map<Integer, Process> nodes = new HashMap<>();
  private final List<Thread> readers = new ArrayList<>();

  /** The paths of the changes that were acknowledged. */
  private final Set<String> changed = ConcurrentHashMap.newKeySet();

  private PostgresServer server;
  private String schema;
  private int shards;
  private int lives;

  @BeforeEach
  void startServer() {
    server = PostgresServer.own();
    schema = server.newOutbox().schema();
    System.out.println("seed " + seed);
  }

  @AfterEach
  void endAll() {
    nodes.values().forEach(Process::destroyForcibly);
    receiver.close();
    server.close();
  }

  @Test
  void nothingIsLostWhenNodesAreKilledAndStoppedAndTheDatabaseRestarts() throws Exception {
    shards = 1;
    startNodes();
    kill(0);
    stopUntilAnotherDelivers();
    server.restart();
    awaitChanges(50);
    check();
  }

  @RepeatedTest(5)
  @Tag("thorough")
  void nothingIsLostInTenMishaps() throws Exception {
    shards = 1;
    startNodes();
    mishaps(10);
    check();
  }

  @RepeatedTest(5)
  @Tag("thorough")
  void nothingIsLostInTenMishapsOfShards() throws Exception {
    shards = 4;
    startNodes();
    mishaps(10);
    check();
  }

  private void mishaps(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      awaitChanges(random.nextInt(200));
      int kind = random.nextInt(5);
      System.out.printf("mishap %d of %d, kind %d%n", i + 1, count, kind);
      switch (kind) {
        case 0, 1 -> kill(random.nextInt(3));
        case 2, 3 -> stopUntilAnotherDelivers();
        default -> server.restart();
      }
    }
  }

  private void startNodes() throws IOException {
    for (int number = 0; number < 3; number++) {
      start(number);
    }
    awaitChanges(100);
  }

  private void start(int number) throws IOException {
    Process process =
        Node.start(
            server.url(),
            schema,
            Integer.toString(shards),
            root.resolve("files").toString(),
            Integer.toString(receiver.port()),
            "n" + number + "-" + ++lives,
            Long.toString(random.nextLong()));
    nodes.put(number, process);
    Thread reader = new Thread(() -> readAll(process), "node-" + number);
    reader.setDaemon(true);
    reader.start();
    readers.add(reader);
  }

  private int changes;

  private void readAll(Process process) {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("d/")) {
          changed.add(line);
          synchronized (this) {
            changes++;
          }
        }
      }
    } catch (IOException e) {
      // It was killed.
    }
  }

  private synchronized int changes() {
    return changes;
  }

  private void awaitChanges(int more) {
    int enough = changes() + more;
    Until.isTrue("the nodes go on", () -> changes() >= enough);
  }

  private void kill(int number) throws Exception {
    Process process = Objects.requireNonNull(nodes.get(number));
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    start(number);
  }

  /** Stops the process that delivers, and lets it go on when another has begun to. */
  private void stopUntilAnotherDelivers() throws Exception {
    AtomicLong delivering = new AtomicLong();
    Until.isTrue("somebody delivers", () -> isNode(delivering.updateAndGet(last -> holder())));
    long pid = delivering.get();
    signal("STOP", pid);
    Until.isTrue("another delivers", () -> holder() >= 0 && holder() != pid);
    signal("CONT", pid);
  }

  /** Returns whether a process lives: the lease of one that was killed lasts for a while. */
  private boolean isNode(long pid) {
    return nodes.values().stream().anyMatch(node -> node.pid() == pid);
  }

  /** Returns the id of a process that delivers; -1 if none does. */
  private long holder() {
    try {
      return server.number(
          "SELECT coalesce(min(split_part(o.node, '@', 1)::bigint), -1) FROM "
              + schema
              + ".leases l JOIN "
              + schema
              + ".owners o ON o.id = l.holder WHERE l.name LIKE 'deliver %' AND l.until > now()");
    } catch (IllegalStateException e) {
      return -1; // the database is away
    }
  }

  private static void signal(String name, long pid) throws Exception {
    int unused = new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor();
  }

  /** Kills all, sends what is left, and looks at what has arrived. */
  private void check() throws Exception {
    for (Process process : nodes.values()) {
      process.destroyForcibly();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    for (Thread reader : readers) {
      reader.join(); // all that was acknowledged is known
    }
    List<FileEvent> events;
    Map<String, String> files = new HashMap<>();
    try (FileStore store =
        Node.open(
            Node.options(server.url(), schema, shards),
            "file:" + root.resolve("files"),
            receiver.port(),
            "last")) {
      FileEventLog log = store.unwrap(FileEventLog.class).orElseThrow();
      Until.isTrue("all is settled", () -> server.number(count("intents")) == 0);
      Until.isTrue("all is delivered", () -> server.number(count("pending")) == 0);
      events = log.events(0, Integer.MAX_VALUE);
      changed.forEach(path -> files.put(path, LineSink.state(store, path)));
    }
    compare(events, files);
    assertThat(late(receiver.arrivals()))
        .as("no more comes late than was under way whenever a node lost its lease")
        .isLessThanOrEqualTo(Node.IN_FLIGHT * tenures());
  }

  private long tenures() {
    return server.number(
        "SELECT sum(epoch) FROM " + schema + ".leases WHERE name LIKE 'deliver %'");
  }

  /** Returns how many first deliveries came after one of a later event of their path. */
  private static long late(List<LineReceiver.Arrival> arrivals) {
    Set<String> seen = new HashSet<>();
    Map<String, Long> newest = new HashMap<>();
    return arrivals.stream()
        .filter(each -> seen.add(each.id()))
        .filter(each -> newest.merge(each.path(), each.order(), Math::max) > each.order())
        .count();
  }

  private static Map<String, Long> last(List<LineReceiver.Arrival> arrivals) {
    return arrivals.stream()
        .collect(
            Collectors.toMap(LineReceiver.Arrival::path, LineReceiver.Arrival::order, Math::max));
  }

  private static Map<String, Long> lastOf(List<FileEvent> events) {
    return events.stream()
        .collect(Collectors.toMap(event -> event.path().toString(), FileEvent::order, Math::max));
  }

  private String count(String table) {
    return "SELECT count(*) FROM " + schema + "." + table;
  }

  private void compare(List<FileEvent> events, Map<String, String> files) {
    List<LineReceiver.Arrival> arrivals = receiver.arrivals();
    Set<String> seen = new HashSet<>();
    Map<String, List<Long>> first = new HashMap<>();
    for (LineReceiver.Arrival each : arrivals) {
      if (seen.add(each.id())) {
        String sent = each.path() + " by " + each.node();
        first.computeIfAbsent(sent, path -> new ArrayList<>()).add(each.order());
      }
    }
    System.out.printf(
        "%d changes, %d events, %d deliveries, %d of them again, %d nodes%n",
        changes(), events.size(), arrivals.size(), arrivals.size() - seen.size(), lives);
    assertThat(last(arrivals))
        .as("each event has arrived, or a later one of its path: several are delivered as one")
        .isEqualTo(lastOf(events));
    first.forEach((path, orders) -> assertThat(orders).as("order of " + path).isSorted());
    assertThat(events.stream().map(event -> event.path().toString()).collect(Collectors.toSet()))
        .as("every acknowledged change has an event")
        .containsAll(changed);
    Map<String, String> states = receiver.states();
    states.keySet().retainAll(changed);
    assertThat(states).isEqualTo(files);
  }
}
