package dev.coffer.delivery;

import static dev.coffer.delivery.Events.START;
import static dev.coffer.delivery.Events.again;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchSchedulerTest {
  private static final BatchPolicy POLICY =
      new BatchPolicy(Duration.ofSeconds(5), Duration.ofSeconds(30), 100);
  private final BatchScheduler plan = new BatchScheduler(POLICY);

  private void add(String path, long size, long order, int second) {
    plan.add(EventQueue.Waiting.first(Events.written(path, size, order)), at(second));
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static Optional<List<Long>> orders(Optional<Delivery> job) {
    return job.map(each -> each.events().stream().map(FileEvent::order).toList());
  }

  @Test
  void aBatchGoesSoLongAfterTheLastChange() {
    add("a", 1, 1, 0);
    add("b", 1, 2, 3);
    assertThat(plan.next(at(7), trial -> true)).isEmpty();
    assertThat(plan.due(DeliveryTrial.FIRST)).contains(at(8));
    assertThat(orders(plan.next(at(8), trial -> true))).contains(List.of(1L, 2L));
  }

  @Test
  void aBatchGoesAtTheLatestSoLongAfterTheFirstChange() {
    for (int second = 0; second < 30; second++) {
      add("a" + second, 1, second + 1, second);
      assertThat(plan.next(at(second), trial -> true)).isEmpty();
    }
    assertThat(plan.next(at(30), trial -> true)).isPresent();
  }

  @Test
  void aBatchGoesAtOnceWhenItIsFull() {
    add("a", 60, 1, 0);
    assertThat(plan.next(at(0), trial -> true)).isEmpty();
    add("b", 40, 2, 0);
    assertThat(orders(plan.next(at(0), trial -> true))).contains(List.of(1L, 2L));
  }

  @Test
  void aBatchHasNoMoreThanTenThousandEvents() {
    for (int order = 1; order <= 10_185; order++) {
      add("a" + order, 0, order, 0);
    }
    Delivery first = plan.next(at(0), trial -> true).orElseThrow();
    assertThat(first.events()).hasSize(10_000);
    plan.done(first);
    assertThat(plan.next(at(5), trial -> true).orElseThrow().events()).hasSize(185);
  }

  @Test
  void theBytesOfAPathCountOnce() {
    for (int order = 1; order <= 50; order++) {
      add("a", 60, order, 0);
    }
    assertThat(plan.next(at(0), trial -> true)).isEmpty();
  }

  @Test
  void whatDoesNotFitComesInTheNext() {
    add("a", 60, 1, 0);
    add("b", 60, 2, 0);
    add("c", 500, 3, 0);
    Delivery first = plan.next(at(0), trial -> true).orElseThrow();
    assertThat(orders(Optional.of(first))).contains(List.of(1L));
    assertThat(plan.next(at(0), trial -> true)).as("one at a time").isEmpty();
    plan.done(first);
    Delivery second = plan.next(at(0), trial -> true).orElseThrow();
    assertThat(orders(Optional.of(second))).contains(List.of(2L));
    plan.done(second);
    assertThat(orders(plan.next(at(0), trial -> true)))
        .as("larger than a batch")
        .contains(List.of(3L));
  }

  @Test
  void aBatchThatFailedComesAgainWithWhatCameMeanwhile() {
    add("a", 1, 1, 0);
    Delivery job = plan.next(at(5), trial -> true).orElseThrow();
    add("b", 1, 2, 5);
    plan.failed(job, List.of(again(job.covered().get(0), at(20))));
    assertThat(plan.next(at(19), trial -> true)).isEmpty();
    assertThat(orders(plan.next(at(20), trial -> true))).contains(List.of(1L, 2L));
  }

  @Test
  void inAHurryItGoesAtOnceUnlessItHasFailed() {
    add("a", 1, 1, 0);
    plan.hurry();
    Delivery job = plan.next(at(0), trial -> true).orElseThrow();
    plan.failed(job, List.of(again(job.covered().get(0), at(9))));
    plan.hurry();
    assertThat(plan.next(at(8), trial -> true)).isEmpty();
    assertThat(plan.next(at(9), trial -> true)).isPresent();
  }

  private Delivery next(int second) {
    return plan.next(at(second), trial -> true).orElseThrow();
  }

  private static List<EventQueue.Waiting> later(Delivery job, int second) {
    return job.covered().stream().map(each -> again(each, at(second))).toList();
  }

  @Test
  void aRefusedBatchIsHalvedAtOnceUntilTheCauseIsIsolated() {
    for (int i = 0; i < 8; i++) {
      add("f" + i, 1, i, 0);
    }
    List<Integer> sizes = new ArrayList<>();
    List<Long> delivered = new ArrayList<>();
    for (Optional<Delivery> job = plan.next(at(5), trial -> true);
        job.isPresent();
        job = plan.next(at(5), trial -> true)) {
      sizes.add(job.get().covered().size());
      List<Long> orders = orders(job).orElseThrow();
      if (!orders.contains(5L)) {
        delivered.addAll(orders);
        plan.done(job.get());
      } else if (orders.size() > 1) {
        plan.divided(job.get());
      } else {
        plan.separated(job.get(), later(job.get(), 60), List.of());
      }
    }
    assertThat(delivered).containsExactly(0L, 1L, 2L, 3L, 4L, 6L, 7L);
    assertThat(sizes).containsExactly(8, 4, 4, 2, 1, 2, 1, 1, 1);
    assertThat(plan.due(DeliveryTrial.REPEATED)).contains(at(60));
  }

  @Test
  void aSuccessDoublesTheNextBatch() {
    for (int i = 0; i < 16; i++) {
      add("f" + i, 1, i, 0);
    }
    plan.divided(next(5));
    plan.divided(next(5));
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Delivery job = next(5);
      sizes.add(job.covered().size());
      plan.done(job);
    }
    assertThat(sizes).containsExactly(4, 8, 4);
  }

  @Test
  void aBatchThatFailsOverAndOverComesInHalvesToo() {
    for (int i = 0; i < 4; i++) {
      add("f" + i, 1, i, 0);
    }
    List<Integer> sizes = new ArrayList<>();
    for (int second = 5; second < 9; second++) {
      Delivery job = next(second);
      sizes.add(job.covered().size());
      plan.failed(job, later(job, second + 1));
    }
    assertThat(sizes).containsExactly(4, 4, 2, 1);
    assertThat(plan.due(DeliveryTrial.REPEATED)).as("what stood alone").contains(at(9));
  }

  @Test
  void whatCannotBeReadIsSetApartAndTheRestGoesAtOnce() {
    add("a", 1, 1, 0);
    add("bad", 1, 2, 0);
    add("c", 1, 3, 0);
    Delivery job = next(5);
    List<EventQueue.Waiting> bad = List.of(again(job.covered().get(1), at(60)));
    plan.separated(job, bad, List.of(job.covered().get(0), job.covered().get(2)));
    Delivery rest = next(5);
    assertThat(orders(Optional.of(rest))).contains(List.of(1L, 3L));
    plan.done(rest);
    assertThat(plan.next(at(59), trial -> true)).isEmpty();
    Delivery alone = next(60);
    assertThat(orders(Optional.of(alone))).contains(List.of(2L));
    assertThat(alone.trial()).isEqualTo(DeliveryTrial.REPEATED);
  }

  @Test
  void whatHasToDoWithWhatIsSetApartKeepsItsOrderWithIt() {
    add("d/x", 1, 1, 0);
    add("d", 1, 2, 0);
    add("other", 1, 3, 0);
    Delivery job = next(5);
    List<EventQueue.Waiting> bad = List.of(again(job.covered().get(1), at(60)));
    plan.separated(job, bad, List.of(job.covered().get(0), job.covered().get(2)));
    add("d/y", 1, 4, 5);
    Delivery before = next(5);
    assertThat(orders(Optional.of(before))).contains(List.of(1L));
    plan.done(before);
    Delivery rest = next(5);
    assertThat(orders(Optional.of(rest))).contains(List.of(3L));
    plan.done(rest);
    assertThat(plan.next(at(59), trial -> true)).isEmpty();
    plan.done(next(60));
    assertThat(orders(plan.next(at(60), trial -> true))).contains(List.of(4L));
  }

  @Test
  void batchesAndWhatIsSetApartTakeTurns() {
    add("bad", 1, 1, 0);
    plan.separated(next(5), List.of(again(waitingFor("bad", 1), at(5))), List.of());
    List<Long> turns = new ArrayList<>();
    for (long order = 10; order < 13; order++) {
      add("f" + order, 100, order, 5);
      Delivery job = next(5);
      turns.addAll(orders(Optional.of(job)).orElseThrow());
      if (job.trial() == DeliveryTrial.REPEATED) {
        plan.failed(job, later(job, 5));
      } else {
        plan.done(job);
      }
    }
    assertThat(turns).startsWith(1L, 10L).hasSize(3);
  }

  private static EventQueue.Waiting waitingFor(String path, long order) {
    return EventQueue.Waiting.first(Events.written(path, 1, order));
  }
}
