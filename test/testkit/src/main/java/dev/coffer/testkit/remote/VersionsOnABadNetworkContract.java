package dev.coffer.testkit.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.testkit.ChaosProxy;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.Fault.End;
import dev.coffer.testkit.Fault.Where;
import dev.coffer.testkit.ProxiedRequest;
import dev.coffer.testkit.Requests;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Versions on a bad network: three clients with eight threads each write, delete, move and restore
 * the same ten paths while connections are cut and responses are lost. Whatever was acknowledged is
 * afterwards the current file of its path or one of its versions.
 */
@Timeout(1800)
public abstract class VersionsOnABadNetworkContract {
  private static final int CLIENTS = 3;
  private static final int THREADS = 8;
  private static final List<String> PATHS =
      IntStream.range(0, 10).mapToObj(i -> i % 2 == 0 ? "p" + i : "d/p" + i).toList();

  private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final List<Throwable> unexpected = new CopyOnWriteArrayList<>();
  private final AtomicInteger failed = new AtomicInteger();

  /** Creates the contract. */
  protected VersionsOnABadNetworkContract() {}

  /**
   * Returns the address of the server.
   *
   * @return {@code http://host:port}
   */
  protected abstract URI server();

  /**
   * Opens a store with versions. All stores of one test have the same files.
   *
   * @param endpoint the server or the proxy before it
   * @return closed by the test
   */
  protected abstract FileStore open(URI endpoint);

  /**
   * Returns whether the server decides a condition and makes the change in one step. For one that
   * does not, no two clients change a path at the same moment.
   *
   * @return true unless overridden
   */
  protected boolean decidesConditions() {
    return true;
  }

  /**
   * Returns how many changes each thread makes where many responses are lost.
   *
   * @return 60 unless overridden
   */
  protected int manyChanges() {
    return 60;
  }

  /** A few responses are lost. */
  @Test
  public void nothingIsLostByAFewLostResponses() throws InterruptedException {
    race(3);
  }

  /** Many responses are lost. */
  @Test
  @Tag("thorough")
  public void nothingIsLostByManyLostResponses() throws InterruptedException {
    race(manyChanges());
  }

  private void race(int rounds) throws InterruptedException {
    long seed = System.nanoTime();
    try (ChaosProxy network = new ChaosProxy(server())) {
      List<FileStore> stores =
          IntStream.range(0, CLIENTS).mapToObj(i -> open(network.uri())).toList();
      damage(network, seed);
      run(stores, rounds, seed);
      network.heal();
      stores.forEach(FileStore::close);
    }
    int all = acknowledged.values().stream().mapToInt(Set::size).sum();
    System.out.println(
        "seed " + seed + ": " + all + " contents acknowledged, " + failed + " calls failed");
    assertThat(unexpected).as("seed " + seed).isEmpty();
    assertThat(lost()).as("seed " + seed).isEmpty();
    assertThat(all).isPositive();
  }

  private static void damage(ChaosProxy network, long seed) {
    Requests changes = Requests.where(VersionsOnABadNetworkContract::isChange);
    network.inject(Fault.cut(Where.BEFORE_ANSWER, End.RESET), changes.oneIn(10, seed));
    network.inject(Fault.cut(Where.BEFORE_ANSWER, End.CLOSE), changes.oneIn(15, seed + 1));
    network.inject(Fault.cut(Where.IN_REQUEST, End.RESET), Requests.all().oneIn(30, seed + 2));
    network.inject(Fault.cut(Where.BEFORE_REQUEST, End.CLOSE), Requests.all().oneIn(30, seed + 3));
    network.inject(Fault.cut(Where.IN_ANSWER, End.RESET), Requests.all().oneIn(30, seed + 4));
    network.inject(Fault.answer(503, Map.of(), "busy"), Requests.all().oneIn(30, seed + 5));
  }

  private static boolean isChange(ProxiedRequest request) {
    return !request.method().equals("GET") && !request.method().equals("HEAD");
  }

  private void run(List<FileStore> stores, int rounds, long seed) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CLIENTS * THREADS; i++) {
      FileStore store = stores.get(i % CLIENTS);
      String name = "t" + i;
      Random random = new Random(seed + i);
      threads.add(new Thread(() -> change(store, name, rounds, random)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void change(FileStore store, String name, int rounds, Random random) {
    for (int i = 0; i < rounds; i++) {
      int text = i;
      try {
        alone(
            any(random),
            any(random),
            (path, other) -> change(store, path, other, name + "-" + text, random));
      } catch (FileStoreException e) {
        failed.incrementAndGet(); // it may have been made
      } catch (RuntimeException | Error e) {
        unexpected.add(e);
      }
    }
  }

  private static String any(Random random) {
    return PATHS.get(random.nextInt(PATHS.size()));
  }

  /** What is done to two paths. */
  private interface Change {
    void make(String path, String other);
  }

  private void alone(String path, String other, Change change) {
    if (decidesConditions()) {
      change.make(path, other);
      return;
    }
    boolean ordered = path.compareTo(other) <= 0;
    ReentrantLock first = lock(ordered ? path : other);
    ReentrantLock second = lock(ordered ? other : path);
    first.lock();
    second.lock();
    try {
      change.make(path, other);
    } finally {
      second.unlock();
      first.unlock();
    }
  }

  private ReentrantLock lock(String path) {
    return locks.computeIfAbsent(path, p -> new ReentrantLock());
  }

  private void change(FileStore store, String path, String other, String text, Random random) {
    switch (random.nextInt(10)) {
      case 0 -> store.deleteFile(path);
      case 1 -> {
        var unused = store.move(path, other);
      }
      case 2 -> restore(store, path);
      default -> {
        var unused = store.write(path, text);
        acknowledged.computeIfAbsent(path, p -> new ConcurrentSkipListSet<>()).add(text);
      }
    }
  }

  private static void restore(FileStore store, String path) {
    FileVersions versions = versions(store);
    versions.versions(path).stream()
        .filter(one -> !one.deleteMarker())
        .findFirst()
        .ifPresent(one -> versions.restore(path, one.id()));
  }

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  private Set<String> lost() {
    Set<String> lost = new TreeSet<>();
    try (FileStore store = open(server())) {
      acknowledged.forEach(
          (path, texts) -> {
            lost.addAll(texts);
            lost.removeAll(found(store, path));
          });
    }
    return lost;
  }

  private static Set<String> found(FileStore store, String path) {
    Set<String> found = new TreeSet<>();
    for (FileVersion version : versions(store).versions(path)) {
      if (!version.deleteMarker()) {
        found.add(new String(versions(store).read(path, version.id()), UTF_8));
      }
    }
    if (store.exists(path)) {
      found.add(store.readString(path));
    }
    return found;
  }
}
