package dev.coffer.delivery;

import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A receiver of the tests: responds as configured and keeps what it receives. */
final class FakeSink implements EventSink {
  final List<List<FileEvent>> got = new ArrayList<>();
  private Function<FileEvent, Result> answer = event -> new Delivered();
  private Function<List<FileEvent>, Result> wholeAnswer = events -> answer.apply(events.get(0));
  private boolean hangs;

  synchronized void answer(Function<FileEvent, Result> how) {
    answer = how;
  }

  /** Answers a delivery as a whole. */
  synchronized void answerAll(Function<List<FileEvent>, Result> how) {
    wholeAnswer = how;
  }

  synchronized void hang() {
    hangs = true;
  }

  synchronized void goOn() {
    hangs = false;
    notifyAll();
  }

  @Override
  public synchronized Result deliver(List<FileEvent> events) throws InterruptedException {
    got.add(events);
    notifyAll();
    while (hangs) {
      wait();
    }
    return wholeAnswer.apply(events);
  }

  /** Waits for so many deliveries, whatever came of them. */
  synchronized List<List<FileEvent>> await(int deliveries) throws InterruptedException {
    while (got.size() < deliveries) {
      wait();
    }
    return List.copyOf(got);
  }
}
