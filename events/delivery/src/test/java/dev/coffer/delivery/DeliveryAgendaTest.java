package dev.coffer.delivery;

import static dev.coffer.delivery.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.event.EventQueue;
import dev.coffer.event.EventSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryAgendaTest {
  private final DeliveryAgenda agenda =
      new DeliveryAgenda(
          new DeliveryPolicy(RetrySchedule.USUAL, 2, Optional.empty(), Duration.ZERO),
          new ReceiverBreaker(probe -> Duration.ofSeconds(10)));

  private void add(String path, long order) {
    agenda.add(List.of(EventQueue.Waiting.first(Events.written(path, 1, order))), START);
  }

  @Test
  void nothingBeginsOnceTheReceiverIsGone() {
    add("a", 1);
    add("b", 2);
    add("c", 3);
    DeliveryAgenda.Running first = agenda.begin(START).orElseThrow();
    assertThat(agenda.begin(START)).isPresent();
    agenda.ended(first, new EventSink.Gone("HTTP 410"), START);
    assertThat(agenda.isBusy()).isFalse();
    assertThat(agenda.begin(START)).isEmpty();
    assertThat(agenda.untilNext(START)).isEmpty();
    assertThat(agenda.abandon()).as("the third is neither sent nor lost").hasSize(1);
  }
}
