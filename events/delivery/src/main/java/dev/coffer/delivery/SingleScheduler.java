package dev.coffer.delivery;

import dev.coffer.event.EventQueue;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * Delivers each event alone; those of one path one after the other, and also those of a directory's
 * name and of the paths below it. Events that change only one path may be folded into the last of
 * them.
 *
 * <p>A failed path delays no others except those related to it: new events and retries take turns,
 * and retries use at most half of the concurrent deliveries, however long the receiver takes to
 * fail.
 */
final class SingleScheduler implements DeliveryScheduler {
  /**
   * The maximum number of events that could begin at once; they stay in the queue too, so few
   * suffice.
   */
  private static final int MOST_FRESH = 10_000;

  /** The maximum number of events; failed ones and those after them must leave room for others. */
  private static final int MOST_HELD = 100_000;

  private final PathOrderedQueues lanes = new PathOrderedQueues();
  private final Queue<EventQueue.Waiting> first =
      new PriorityQueue<>(Comparator.comparing((EventQueue.Waiting each) -> each.event().order()));
  private final Queue<EventQueue.Waiting> repeated =
      new PriorityQueue<>(
          Comparator.comparing(EventQueue.Waiting::due)
              .thenComparing(waiting -> waiting.event().order()));
  private final int mostRepeated;
  private int repeating;
  private boolean repeatedLast;
  private int held;

  /** The maximum number of concurrent deliveries. */
  SingleScheduler(int inFlight) {
    this.mostRepeated = Math.max(1, inFlight / 2);
  }

  @Override
  public void add(EventQueue.Waiting waiting, Instant now) {
    add(waiting);
  }

  void add(EventQueue.Waiting waiting) {
    lanes.addLast(waiting);
    held++;
    offerIfFree(waiting);
  }

  private void offerIfFree(EventQueue.Waiting waiting) {
    if (lanes.isFree(waiting)) {
      (waiting.hasFailed() ? repeated : first).add(waiting);
    }
  }

  /** Returns whether an event is related to one that is held. */
  boolean touches(EventQueue.Waiting waiting) {
    return lanes.touches(waiting);
  }

  @Override
  public boolean hasRoom() {
    return first.size() < MOST_FRESH && held < MOST_HELD;
  }

  @Override
  public Optional<Delivery> next(Instant now, Predicate<DeliveryTrial> allowed) {
    boolean some = !first.isEmpty() && allowed.test(DeliveryTrial.FIRST);
    boolean again =
        due(DeliveryTrial.REPEATED).filter(due -> !due.isAfter(now)).isPresent()
            && allowed.test(DeliveryTrial.REPEATED);
    if (again && !(some && repeatedLast)) {
      repeatedLast = true;
      repeating++;
      return Optional.of(fold(repeated.remove(), DeliveryTrial.REPEATED));
    }
    repeatedLast = false;
    return some ? Optional.of(fold(first.remove(), DeliveryTrial.FIRST)) : Optional.empty();
  }

  private Delivery fold(EventQueue.Waiting head, DeliveryTrial trial) {
    List<EventQueue.Waiting> covered = lanes.together(head);
    return new Delivery(List.of(covered.get(covered.size() - 1).event()), covered, trial);
  }

  @Override
  public void done(Delivery job) {
    finish(job);
    offerNext(job);
  }

  @Override
  public void failed(Delivery job, List<EventQueue.Waiting> left) {
    finish(job);
    for (int i = left.size() - 1; i >= 0; i--) {
      lanes.addFirst(left.get(i));
      held++;
    }
    offerNext(job);
  }

  /** All events of a job are about one change. */
  @Override
  public void divided(Delivery job) {
    failed(job, job.covered());
  }

  @Override
  public void separated(
      Delivery job, List<EventQueue.Waiting> apart, List<EventQueue.Waiting> rest) {
    failed(job, apart.isEmpty() ? rest : apart);
  }

  private void finish(Delivery job) {
    job.covered().forEach(lanes::remove);
    held -= job.covered().size();
    repeating -= job.trial() == DeliveryTrial.REPEATED ? 1 : 0;
  }

  /** All events of a job are about the same paths. */
  private void offerNext(Delivery job) {
    lanes.heads(job.covered().get(0)).distinct().forEach(this::offerIfFree);
  }

  @Override
  public Optional<Instant> due(DeliveryTrial trial) {
    if (trial == DeliveryTrial.FIRST) {
      return first.isEmpty() ? Optional.empty() : Optional.of(Instant.EPOCH);
    }
    return repeating < mostRepeated
        ? Optional.ofNullable(repeated.peek()).map(EventQueue.Waiting::due)
        : Optional.empty();
  }

  @Override
  public List<EventQueue.Waiting> held() {
    return lanes.all();
  }

  @Override
  public void hurry() {
    // No event waits for others.
  }
}
