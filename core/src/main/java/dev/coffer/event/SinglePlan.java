package dev.coffer.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Each event alone, those of one path one after the other, and so those of a directory's name and
 * of what lies below it. Events that change nothing but one path may be folded into the last of
 * them. A path that has failed holds up no other, but for those.
 */
final class SinglePlan implements Plan {
  /** So many that could begin at once: they are in the queue as well, so the fewer the better. */
  private static final int MOST_FRESH = 10_000;

  /** So many in all: those that failed, and those behind them, must leave room for others. */
  private static final int MOST_HELD = 100_000;

  private static final Comparator<EventQueue.Waiting> BY_TIME =
      Comparator.comparing(EventQueue.Waiting::due)
          .thenComparing(waiting -> waiting.event().order());

  private final Lanes lanes = new Lanes();
  private final PriorityQueue<EventQueue.Waiting> ready = new PriorityQueue<>(BY_TIME);
  private int held;
  private int fresh;

  @Override
  public void add(EventQueue.Waiting waiting, Instant now) {
    lanes.addLast(waiting);
    held++;
    offerIfFree(waiting);
  }

  private void offerIfFree(EventQueue.Waiting waiting) {
    if (lanes.isFree(waiting)) {
      ready.add(waiting);
      fresh += isFresh(waiting) ? 1 : 0;
    }
  }

  @Override
  public boolean hasRoom() {
    return fresh < MOST_FRESH && held < MOST_HELD;
  }

  @Override
  public Optional<Job> next(Instant now) {
    EventQueue.Waiting head = ready.peek();
    if (head == null || head.due().isAfter(now)) {
      return Optional.empty();
    }
    ready.remove();
    fresh -= isFresh(head) ? 1 : 0;
    return Optional.of(fold(head));
  }

  private static boolean isFresh(EventQueue.Waiting waiting) {
    return waiting.attempts() == 0;
  }

  private Job fold(EventQueue.Waiting head) {
    List<EventQueue.Waiting> covered = lanes.together(head);
    return new Job(List.of(covered.get(covered.size() - 1).event()), covered);
  }

  @Override
  public void done(Job job) {
    leave(job);
    offerNext(job);
  }

  @Override
  public void failed(Job job, List<EventQueue.Waiting> left) {
    leave(job);
    for (int i = left.size() - 1; i >= 0; i--) {
      lanes.addFirst(left.get(i));
      held++;
    }
    offerNext(job);
  }

  private void leave(Job job) {
    job.covered().forEach(lanes::leave);
    held -= job.covered().size();
  }

  /** All that a job covers is about the same paths. */
  private void offerNext(Job job) {
    lanes.heads(job.covered().get(0)).distinct().forEach(this::offerIfFree);
  }

  @Override
  public Optional<Duration> idle(Instant now) {
    return Optional.ofNullable(ready.peek())
        .map(head -> Duration.between(now, head.due()))
        .map(time -> time.isNegative() ? Duration.ZERO : time);
  }

  @Override
  public void hurry() {
    // None waits for others.
  }
}
