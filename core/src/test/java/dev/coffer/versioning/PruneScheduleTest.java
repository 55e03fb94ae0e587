package dev.coffer.versioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.config.FileStores;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.KeptLogs;
import dev.coffer.spi.Metric;
import dev.coffer.spi.Metrics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class PruneScheduleTest {
  private static final Retention ONE =
      new Retention(OptionalInt.of(1), Optional.empty(), List.of());
  private static final Duration PERIOD = Duration.ofHours(10);

  private final BlockingQueue<Due> timers = new LinkedBlockingQueue<>();
  private final CountDownLatch cancelled = new CountDownLatch(1);

  /** What waits for its time. */
  private record Due(Duration delay, Runnable action) {}

  private Runnable after(Duration delay, Runnable action) {
    timers.add(new Due(delay, action));
    return cancelled::countDown;
  }

  private PruneSchedule schedule(FileStore store) {
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    return new PruneSchedule(store.name(), versions, PERIOD, this::after, new Random(1));
  }

  private static FileStore filled(FileStore below) {
    FileStore store = new VersioningFileStore(below, ONE);
    for (int i = 0; i < 4; i++) {
      store.write("a", "" + i);
    }
    return store;
  }

  private Due next() throws InterruptedException {
    Due due = timers.poll(60, TimeUnit.SECONDS);
    assertThat(due).isNotNull();
    return due;
  }

  private static double number(PruneSchedule schedule, String name) {
    return schedule.metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .map(Metric::value)
        .findFirst()
        .orElseThrow()
        .getAsDouble();
  }

  @Test
  void theFirstPruneIsWithinThePeriodAndTheOthersAreAPeriodApart() throws InterruptedException {
    FileStore store = filled(new InMemoryFileStore());
    try (PruneSchedule schedule = schedule(store)) {
      Due first = next();
      assertThat(first.delay()).isBetween(Duration.ofMillis(1), PERIOD);
      first.action().run();
      assertThat(next().delay())
          .isBetween(PERIOD.multipliedBy(9).dividedBy(10), PERIOD.multipliedBy(11).dividedBy(10));
      assertThat(store.unwrap(FileVersions.class).orElseThrow().versions("a")).hasSize(1);
      assertThat(number(schedule, "versions.prunes")).isEqualTo(1);
      assertThat(number(schedule, "versions.pruned")).isEqualTo(2);
    }
  }

  @Test
  void eachVersionThatIsGoneIsLoggedWithTheReason() throws InterruptedException {
    FileStore store = filled(new InMemoryFileStore());
    List<FileVersion> versions = store.unwrap(FileVersions.class).orElseThrow().versions("a");
    KeptLogs.keep(Level.INFO);
    try (PruneSchedule schedule = schedule(store)) {
      next().action().run();
      Due unused = next();
      assertThat(number(schedule, "versions.pruned")).isEqualTo(2);
      assertThat(KeptLogs.events())
          .extracting(KeptLogs::text)
          .containsExactly(line(versions.get(1)), line(versions.get(2)));
    } finally {
      KeptLogs.keep(null);
    }
  }

  private static String line(FileVersion version) {
    return "INFO store=memory path=a version="
        + version.id()
        + " reason=not one of the newest 1 | A version was pruned";
  }

  @Test
  void aPruneThatFailsIsCountedAndTriedAgain() throws InterruptedException {
    FileStore broken =
        new ForwardingFileStore(new InMemoryFileStore()) {
          @Override
          public void deleteFiles(Collection<FilePath> paths) {
            throw new IllegalStateException("broken");
          }
        };
    try (PruneSchedule schedule = schedule(filled(broken))) {
      next().action().run();
      next().action().run();
      Due unused = next();
      assertThat(number(schedule, "versions.prune.failures")).isEqualTo(2);
      assertThat(number(schedule, "versions.prunes")).isZero();
    }
  }

  @Test
  void aCloseDoesNotWaitForAPrune() throws InterruptedException {
    CountDownLatch pruning = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    FileStore slow =
        new ForwardingFileStore(new InMemoryFileStore()) {
          @Override
          public void deleteFiles(Collection<FilePath> paths) {
            pruning.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            super.deleteFiles(paths);
          }
        };
    PruneSchedule schedule = schedule(filled(slow));
    next().action().run();
    pruning.await();
    schedule.close();
    goOn.countDown();
    Due unused = next();
    cancelled.await();
    assertThat(number(schedule, "versions.prune.failures")).isZero();
  }

  @Test
  void theOptionStartsTheSchedule() {
    try (FileStore store =
        FileStores.open("memory:?versioning=on&versioning.keep=1&versioning.prune-every=1h")) {
      assertThat(store.toString()).contains("Pruning(Versioning(Memory(memory)))");
      assertThat(Metrics.of(store)).extracting(Metric::name).contains("versions.pruned");
      assertThat(store.unwrap(FileVersions.class)).isPresent();
    }
    assertThatThrownBy(() -> FileStores.open("memory:?versioning=on&versioning.prune-every=1h"))
        .hasMessageContaining("versioning.prune-every");
    assertThatThrownBy(
            () ->
                FileStores.open(
                    "memory:?versioning=on&versioning.keep=1&versioning.prune-every=1s"))
        .hasMessageContaining("at least a minute");
  }
}
