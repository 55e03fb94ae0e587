package dev.coffer.event;

import static dev.coffer.event.Events.START;
import static dev.coffer.event.Events.again;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static final BatchPolicy POLICY =
      new BatchPolicy(Duration.ofSeconds(5), Duration.ofSeconds(30), 100);
  private final BatchPlan plan = new BatchPlan(POLICY);

  private void add(String path, long size, long order, int second) {
    plan.add(new EventQueue.Waiting(Events.written(path, size, order), 0, START), at(second));
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static Optional<List<Long>> orders(Optional<Job> job) {
    return job.map(each -> each.events().stream().map(FileEvent::order).toList());
  }

  @Test
  void aBatchGoesSoLongAfterTheLastChange() {
    add("a", 1, 1, 0);
    add("b", 1, 2, 3);
    assertThat(plan.next(at(7))).isEmpty();
    assertThat(plan.idle(at(7))).contains(Duration.ofSeconds(1));
    assertThat(orders(plan.next(at(8)))).contains(List.of(1L, 2L));
  }

  @Test
  void aBatchGoesAtTheLatestSoLongAfterTheFirstChange() {
    for (int second = 0; second < 30; second++) {
      add("a" + second, 1, second + 1, second);
      assertThat(plan.next(at(second))).isEmpty();
    }
    assertThat(plan.next(at(30))).isPresent();
  }

  @Test
  void aBatchGoesAtOnceWhenItIsFull() {
    add("a", 60, 1, 0);
    assertThat(plan.next(at(0))).isEmpty();
    add("b", 40, 2, 0);
    assertThat(orders(plan.next(at(0)))).contains(List.of(1L, 2L));
  }

  @Test
  void aBatchHasNoMoreThanTenThousandEvents() {
    for (int order = 1; order <= 10_185; order++) {
      add("a" + order, 0, order, 0);
    }
    Job first = plan.next(at(0)).orElseThrow();
    assertThat(first.events()).hasSize(10_000);
    plan.done(first);
    assertThat(plan.next(at(5)).orElseThrow().events()).hasSize(185);
  }

  @Test
  void theBytesOfAPathCountOnce() {
    for (int order = 1; order <= 50; order++) {
      add("a", 60, order, 0);
    }
    assertThat(plan.next(at(0))).isEmpty();
  }

  @Test
  void whatDoesNotFitComesInTheNext() {
    add("a", 60, 1, 0);
    add("b", 60, 2, 0);
    add("c", 500, 3, 0);
    Job first = plan.next(at(0)).orElseThrow();
    assertThat(orders(Optional.of(first))).contains(List.of(1L));
    assertThat(plan.next(at(0))).as("one at a time").isEmpty();
    plan.done(first);
    Job second = plan.next(at(0)).orElseThrow();
    assertThat(orders(Optional.of(second))).contains(List.of(2L));
    plan.done(second);
    assertThat(orders(plan.next(at(0)))).as("larger than a batch").contains(List.of(3L));
  }

  @Test
  void aBatchThatFailedComesAgainWithWhatCameMeanwhile() {
    add("a", 1, 1, 0);
    Job job = plan.next(at(5)).orElseThrow();
    add("b", 1, 2, 5);
    plan.failed(job, List.of(again(job.covered().get(0), at(20))));
    assertThat(plan.next(at(19))).isEmpty();
    assertThat(orders(plan.next(at(20)))).contains(List.of(1L, 2L));
  }

  @Test
  void inAHurryItGoesAtOnceUnlessItHasFailed() {
    add("a", 1, 1, 0);
    plan.hurry();
    Job job = plan.next(at(0)).orElseThrow();
    plan.failed(job, List.of(again(job.covered().get(0), at(9))));
    plan.hurry();
    assertThat(plan.next(at(8))).isEmpty();
    assertThat(plan.next(at(9))).isPresent();
  }
}
