package dev.coffer.delivery;

import static dev.coffer.delivery.Events.START;
import static dev.coffer.delivery.Events.again;
import static dev.coffer.delivery.Events.moved;
import static dev.coffer.delivery.Events.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SingleSchedulerTest {
  private final SingleScheduler plan = new SingleScheduler(8);

  private void add(EventQueue.Waiting... events) {
    List.of(events).forEach(event -> plan.add(event, START));
  }

  private Delivery next() {
    return plan.next(START, trial -> true).orElseThrow();
  }

  private static List<Long> orders(Delivery job) {
    return job.coveredEvents().stream().map(FileEvent::order).toList();
  }

  @Test
  void pathsGoBesideEachOtherAndThoseOfOneAfterEachOther() {
    add(waiting("a", 1), waiting("b", 2));
    Delivery a = next();
    Delivery b = next();
    assertThat(orders(a)).containsExactly(1L);
    assertThat(orders(b)).containsExactly(2L);
    add(waiting("a", 3));
    assertThat(plan.next(START, trial -> true)).isEmpty();
    plan.done(a);
    assertThat(orders(next())).containsExactly(3L);
  }

  @Test
  void eventsAfterAFailureTakeNoRoomFromThoseThatCanBegin() {
    add(waiting("a", 0));
    Delivery job = next();
    plan.failed(job, List.of(again(job.covered().get(0), START.plusSeconds(60))));
    for (long i = 1; i < 20_000; i++) {
      add(waiting("a", i));
    }
    assertThat(plan.hasRoom()).isTrue();
    for (long i = 0; i < 10_000; i++) {
      add(waiting("b" + i, i));
    }
    assertThat(plan.hasRoom()).isFalse();
    plan.done(next());
    assertThat(plan.hasRoom()).isTrue();
  }

  @Test
  void eventsOfOnePathAreFoldedIntoTheLast() {
    add(waiting("a", 1), waiting("a", 2), waiting("a", 3));
    Delivery job = next();
    assertThat(job.events()).extracting(FileEvent::order).containsExactly(3L);
    assertThat(orders(job)).containsExactly(1L, 2L, 3L);
    plan.done(job);
    assertThat(plan.due(DeliveryTrial.FIRST)).isEmpty();
    assertThat(plan.due(DeliveryTrial.REPEATED)).isEmpty();
  }

  @Test
  void aMoveWaitsForBothItsPathsAndNothingIsFoldedOverIt() {
    add(waiting("a", 1), waiting("b", 2), moved("a", "b", 3), waiting("a", 4), waiting("b", 5));
    Delivery a = next();
    Delivery b = next();
    assertThat(orders(a)).containsExactly(1L);
    plan.done(a);
    assertThat(plan.next(START, trial -> true)).isEmpty();
    plan.done(b);
    Delivery move = next();
    assertThat(orders(move)).containsExactly(3L);
    assertThat(plan.next(START, trial -> true)).isEmpty();
    plan.done(move);
    assertThat(List.of(orders(next()), orders(next())))
        .containsExactlyInAnyOrder(List.of(4L), List.of(5L));
  }

  @Test
  void aPathThatFailsHoldsUpNoOther() {
    add(waiting("a", 1), waiting("b", 2));
    Delivery a = next();
    plan.failed(a, List.of(again(a.covered().get(0), START.plusSeconds(60))));
    add(waiting("a", 3));
    assertThat(orders(next())).containsExactly(2L);
    assertThat(plan.next(START, trial -> true)).isEmpty();
    assertThat(plan.due(DeliveryTrial.REPEATED)).contains(START.plusSeconds(60));
    Optional<Delivery> later = plan.next(START.plusSeconds(60), trial -> true);
    assertThat(later.map(SingleSchedulerTest::orders)).contains(List.of(1L, 3L));
  }

  @Test
  void whatIsExhaustedLeavesTheRestOfItsPath() {
    add(waiting("a", 1), waiting("a", 2));
    Delivery job = next();
    plan.failed(job, List.of(again(job.covered().get(1), START)));
    assertThat(orders(next())).containsExactly(2L);
  }

  @Test
  void aMoveThatFailsKeepsItsPlaceInBothPaths() {
    add(moved("a", "b", 1), waiting("a", 2));
    Delivery move = next();
    plan.failed(move, List.of(again(move.covered().get(0), START.plusSeconds(1))));
    assertThat(plan.next(START, trial -> true)).isEmpty();
    Delivery second = plan.next(START.plusSeconds(1), trial -> true).orElseThrow();
    assertThat(orders(second)).containsExactly(1L);
    plan.done(second);
    assertThat(orders(next())).containsExactly(2L);
  }

  @Test
  void aDirectorysNameAndWhatLiesBelowItKeepTheirOrder() {
    add(waiting("a/b/c", 1), waiting("a", 2), waiting("a/b/d", 3), waiting("a b", 4));
    Delivery below = next();
    Delivery beside = next();
    assertThat(orders(below)).containsExactly(1L);
    assertThat(orders(beside)).containsExactly(4L);
    assertThat(plan.next(START, trial -> true)).isEmpty();
    plan.done(below);
    Delivery name = next();
    assertThat(orders(name)).containsExactly(2L);
    assertThat(plan.next(START, trial -> true)).isEmpty();
    plan.failed(name, List.of(again(name.covered().get(0), START)));
    Delivery again = next();
    assertThat(orders(again)).containsExactly(2L);
    plan.done(again);
    assertThat(orders(next())).containsExactly(3L);
  }

  @Test
  void nothingIsFoldedOverWhatLiesBelow() {
    add(waiting("a", 1), waiting("a", 2), waiting("a/b", 3), waiting("a", 4));
    Delivery first = next();
    assertThat(orders(first)).containsExactly(1L, 2L);
    plan.done(first);
    Delivery below = next();
    assertThat(orders(below)).containsExactly(3L);
    assertThat(plan.next(START, trial -> true)).isEmpty();
    plan.done(below);
    assertThat(orders(next())).containsExactly(4L);
  }

  @Test
  void whatIsNewAndWhatHasFailedTakeTurns() {
    for (int i = 0; i < 4; i++) {
      add(waiting("bad" + i, i));
    }
    List<Delivery> jobs = Stream.generate(this::next).limit(4).toList();
    jobs.forEach(job -> plan.failed(job, List.of(again(job.covered().get(0), START))));
    for (int i = 4; i < 8; i++) {
      add(waiting("good" + i, i));
    }
    List<DeliveryTrial> turns = Stream.generate(this::next).limit(8).map(Delivery::trial).toList();
    assertThat(turns.subList(0, 4))
        .containsExactly(
            DeliveryTrial.REPEATED,
            DeliveryTrial.FIRST,
            DeliveryTrial.REPEATED,
            DeliveryTrial.FIRST);
    assertThat(turns).filteredOn(DeliveryTrial.FIRST::equals).hasSize(4);
  }

  @Test
  void whatHasFailedTakesHalfOfThePlacesAtTheMost() {
    for (int i = 0; i < 6; i++) {
      add(waiting("bad" + i, i));
    }
    List<Delivery> jobs = Stream.generate(this::next).limit(6).toList();
    jobs.forEach(job -> plan.failed(job, List.of(again(job.covered().get(0), START))));
    Delivery one = next();
    Stream.generate(this::next).limit(3).forEach(job -> {});
    assertThat(plan.next(START, trial -> true)).isEmpty();
    assertThat(plan.due(DeliveryTrial.REPEATED)).isEmpty();
    plan.done(one);
    assertThat(next().trial()).isEqualTo(DeliveryTrial.REPEATED);
  }

  @Test
  void aKindThatMayNotBeginHoldsUpNoOther() {
    add(waiting("bad", 1));
    Delivery bad = next();
    plan.failed(bad, List.of(again(bad.covered().get(0), START)));
    add(waiting("good", 2));
    assertThat(plan.next(START, DeliveryTrial.FIRST::equals).map(SingleSchedulerTest::orders))
        .contains(List.of(2L));
    assertThat(plan.next(START, DeliveryTrial.FIRST::equals)).isEmpty();
    assertThat(plan.next(START, DeliveryTrial.REPEATED::equals).map(SingleSchedulerTest::orders))
        .contains(List.of(1L));
  }
}
