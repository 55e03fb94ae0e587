package dev.coffer.versioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.spi.Leftovers;
import dev.coffer.spi.Metric;
import dev.coffer.spi.StoreLease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusivePruneTest {
  private final FileStore store;

  ExclusivePruneTest(@TempDir Path directory) {
    store =
        FileStores.open(
            FileStoreConfig.builder()
                .uri(directory.toUri().toString())
                .option("versioning", "on")
                .option("versioning.keep", "1")
                .option("state", "store")
                .build());
  }

  @BeforeEach
  void fill() {
    for (int i = 0; i < 4; i++) {
      store.write("a", "" + i);
      store.write("d/b", "" + i);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  private StoreLease held() {
    return StoreLease.take(store, "prune", StoreLease.TERM);
  }

  @Test
  void aPruneTakesTheLeaseAndGivesItBack() {
    assertThat(versions(store).prune(false).pruned()).hasSize(4);
    assertThat(versions(store).prune(false).pruned()).isEmpty();
    held().close();
  }

  @Test
  void aSecondPruneIsRefusedAndRemovesNothing() {
    try (StoreLease lease = held()) {
      assertThatThrownBy(() -> versions(store).prune(false))
          .isInstanceOf(ConflictException.class)
          .hasMessageStartingWith("prune on file:");
      lease.require();
    }
    assertThat(versions(store).versions("a")).hasSize(3);
  }

  @Test
  void aDryRunNeedsNoLease() {
    try (StoreLease lease = held()) {
      assertThat(versions(store).prune(true).pruned()).hasSize(4);
      lease.require();
    }
  }

  @Test
  void aViewIsPrunedUnderTheLeaseOfTheWholeStore() {
    try (FileStore view = store.scoped("d")) {
      try (StoreLease lease = held()) {
        assertThatThrownBy(() -> versions(view).prune(false)).isInstanceOf(ConflictException.class);
        lease.require();
      }
      assertThat(versions(view).prune(false).pruned())
          .extracting(Pruned::path)
          .containsOnly(FilePath.of("b"))
          .hasSize(2);
    }
    assertThat(versions(store).versions("a")).hasSize(3);
  }

  @Test
  void everythingElseIsAsWithoutALease() {
    FileVersions versions = versions(store);
    String first = versions.versions("a").get(2).id();
    assertThat(versions.read("a", first)).asString().isEqualTo("0");
    versions.restore("a", first);
    assertThat(store.readString("a")).isEqualTo("0");
    assertThat(store.list("")).hasSize(2);
    assertThat(versions.histories("")).hasSize(2);
  }

  @Test
  void theScheduleLeavesItToTheOtherProcess() throws InterruptedException {
    BlockingQueue<Runnable> timers = new LinkedBlockingQueue<>();
    PruneSchedule schedule =
        new PruneSchedule(
            store.name(),
            versions(store),
            Duration.ofHours(1),
            (delay, action) -> {
              timers.add(action);
              return () -> {};
            },
            new Random(1));
    try (schedule;
        StoreLease lease = held()) {
      timers.take().run();
      Runnable next = timers.poll(60, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      assertThat(schedule.metrics()).extracting(ExclusivePruneTest::value).containsOnly(0.0);
      lease.require();
    }
    assertThat(versions(store).versions("a")).hasSize(3);
  }

  private static double value(Metric metric) {
    return metric.value().getAsDouble();
  }

  @Test
  void theFeaturesOfTheStoreBelowArePassedOn() {
    assertThat(store.unwrap(Leftovers.class)).isPresent();
    assertThat(store.toString()).contains("ExclusivePrune(Versioning(");
  }
}
