package dev.coffer.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The events of one receiver, split over two nodes. */
@Timeout(120)
@Tag("servers")
class ShardsTest {
  private final PostgresServer server = PostgresServer.shared();
  private final PostgresOutboxOptions options = sharded(2);

  private PostgresOutboxOptions sharded(int shards) {
    PostgresOutboxOptions usual = server.newOutbox();
    return new PostgresOutboxOptions(
        usual.url(),
        usual.user(),
        usual.password(),
        usual.schema(),
        Duration.ofSeconds(20),
        usual.ownerLease(),
        shards);
  }

  /** Returns a name whose hash is even or odd. */
  private String path(String prefix, int parity) {
    return IntStream.range(0, 1000)
        .mapToObj(i -> prefix + i)
        .filter(
            path -> server.number("SELECT mod(hashtext('" + path + "') & 2147483647, 2)") == parity)
        .findFirst()
        .orElseThrow();
  }

  /** Both nodes have a shard once each knows of the other. */
  private static void share(EventQueue one, EventQueue two) {
    Until.isTrue(
        "each has a shard",
        () -> {
          boolean first = one.attend();
          boolean second = two.attend();
          return first && second;
        });
  }

  @Test
  void eachNodeDeliversItsShare() {
    try (PostgresOutbox one = new PostgresOutbox(options);
        PostgresOutbox two = new PostgresOutbox(options)) {
      EventQueue first = one.queue("r");
      EventQueue second = two.queue("r");
      share(first, second);
      IntStream.range(0, 30).forEach(i -> Records.record(one, "f" + i));
      one.events(0, 100);
      List<String> here = Records.paths(Records.take(first));
      List<String> there = Records.paths(Records.take(second));
      assertThat(here).isNotEmpty().doesNotContainAnyElementsOf(there);
      List<String> all = new ArrayList<>(here);
      all.addAll(there);
      assertThat(all).hasSize(30);
      assertThat(there).isNotEmpty();
    }
  }

  @Test
  void aMoveWaitsForItsSourceInAnotherShardAndTheSourceForTheMove() {
    String source = path("s", 0);
    String target = path("t", 1);
    try (PostgresOutbox one = new PostgresOutbox(options);
        PostgresOutbox two = new PostgresOutbox(options)) {
      EventQueue first = one.queue("r");
      EventQueue second = two.queue("r");
      share(first, second);
      Records.record(one, source);
      Records.move(one, source, target);
      Records.record(one, source);
      Records.record(one, target);
      assertThat(one.events(0, 100)).hasSize(4);
      EventQueue even = first;
      EventQueue odd = second;
      List<FileEvent> written = Records.take(even);
      if (written.isEmpty()) {
        even = second;
        odd = first;
        written = Records.take(even);
      }
      assertThat(Records.paths(written)).as("the move is to come first").containsExactly(source);
      assertThat(Records.take(odd)).as("the source is under way elsewhere").isEmpty();
      even.acknowledge(written);
      List<FileEvent> moved = Records.take(odd);
      assertThat(Records.paths(moved)).containsExactly(target, target);
      assertThat(Records.take(even)).isEmpty();
      odd.acknowledge(moved);
      assertThat(Records.paths(Records.take(even))).containsExactly(source);
    }
  }

  @Test
  void aPathBelowADeletedNameWaitsForItInAnotherShard() {
    String above = path("d", 0);
    String below = path(above + "/f", 1);
    try (PostgresOutbox one = new PostgresOutbox(options);
        PostgresOutbox two = new PostgresOutbox(options)) {
      EventQueue first = one.queue("r");
      EventQueue second = two.queue("r");
      share(first, second);
      Records.record(one, above);
      Records.record(one, below);
      assertThat(one.events(0, 100)).hasSize(2);
      List<FileEvent> early = new ArrayList<>(Records.take(first));
      early.addAll(Records.take(second));
      assertThat(Records.paths(early)).containsExactly(above);
      first.acknowledge(early);
      second.acknowledge(early);
      List<FileEvent> late = new ArrayList<>(Records.take(first));
      late.addAll(Records.take(second));
      assertThat(Records.paths(late)).containsExactly(below);
    }
  }

  @Test
  void nodesThatCountDifferentlyDoNotDeliverAtOnce() {
    PostgresOutboxOptions whole =
        new PostgresOutboxOptions(
            options.url(),
            options.user(),
            options.password(),
            options.schema(),
            options.lease(),
            options.ownerLease(),
            1);
    try (PostgresOutbox one = new PostgresOutbox(options);
        PostgresOutbox two = new PostgresOutbox(whole)) {
      EventQueue first = one.queue("r");
      EventQueue second = two.queue("r");
      assertThat(first.attend()).isTrue();
      assertThat(second.attend()).isFalse();
      first.close();
      Until.isTrue("the other takes over", second::attend);
    }
  }
}
