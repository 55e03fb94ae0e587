package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.cache.CacheOptions;
import dev.coffer.cache.SharedCache;
import dev.coffer.cache.SharedCache.Change;
import dev.coffer.cache.SharedCache.Finding;
import dev.coffer.cache.SharedCache.Ticket;
import dev.coffer.testkit.StepOrders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is shared of a file that two processes change at the same time, and a third one reads: in
 * every order in which their steps can happen, and if one of them is killed after its change.
 */
@Timeout(120)
@Tag("one-jdk")
class OverlappingChangesTest {
  private static RedisServer redis;

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void endRedis() {
    redis.close();
  }

  private static SharedCache join() {
    SharedCache.Listener deaf =
        new SharedCache.Listener() {
          @Override
          public void changed(FilePath path) {}

          @Override
          public void changedBelow(FilePath directory) {}
        };
    return RedisCacheAccess.of(redis.uri(), "store")
        .patience(Duration.ofMinutes(1))
        .join("nest", CacheOptions.DEFAULTS, deaf);
  }

  /** A file of a store whose content is the number of its changes. */
  private static final class Changed {
    final FilePath path;
    int content;

    Changed(int number) {
      this.path = FilePath.of("f" + number);
    }

    List<Runnable> reader(SharedCache cache) {
      Finding[] found = new Finding[1];
      int[] read = new int[1];
      return List.of(
          () -> found[0] = cache.find(path),
          () -> read[0] = content,
          () -> keep(cache, found[0], read[0]));
    }

    private void keep(SharedCache cache, Finding found, int read) {
      Ticket ticket = found.ticket();
      if (ticket != null) {
        byte[] value = String.valueOf(read).getBytes(StandardCharsets.UTF_8);
        boolean unused = cache.keep(path, ticket, value, 0);
      }
    }

    List<Runnable> writer(SharedCache cache) {
      Change[] change = new Change[1];
      return List.of(
          () -> change[0] = cache.changing(List.of(path)),
          () -> content++,
          () -> assertThat(cache.changed(change[0])).isTrue());
    }

    /** Returns what is served to those who read now; null for what the store has. */
    @Nullable String served(SharedCache cache) {
      Finding found = cache.find(path);
      return found.value() == null || found.age() < 0
          ? null
          : new String(found.value(), StandardCharsets.UTF_8);
    }
  }

  /** Tries each order of the reader and the writers; one of which may end before its last step. */
  private static void inEachOrder(int... steps) {
    boolean allEnd = steps[1] == 3;
    // Writers that take the same steps can be exchanged.
    List<List<Integer>> orders =
        StepOrders.of(steps).stream()
            .filter(order -> !allEnd || order.indexOf(1) < order.indexOf(2))
            .toList();
    try (SharedCache one = join();
        SharedCache other = join();
        SharedCache third = join()) {
      for (int i = 0; i < orders.size(); i++) {
        Changed file = new Changed(i);
        List<List<Runnable>> actors =
            List.of(file.reader(third), file.writer(one), file.writer(other));
        StepOrders.run(orders.get(i), actors);
        assertThat(Optional.ofNullable(file.served(third)).orElse(file.content + ""))
            .as("served after %s", orders.get(i))
            .isEqualTo(file.content + "");
        assertThat(third.find(file.path).isChanging())
            .as("marked after %s", orders.get(i))
            .isEqualTo(!allEnd);
      }
    }
  }

  @Test
  void inNoOrderIsAnOldStateServedAndNoMarkRemains() {
    inEachOrder(3, 3, 3);
  }

  @Test
  void inNoOrderIsAnOldStateServedIfAWriterIsKilledAfterItsChange() {
    inEachOrder(3, 2, 3);
  }
}
