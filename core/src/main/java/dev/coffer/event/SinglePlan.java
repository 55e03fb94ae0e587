package dev.coffer.event;

import dev.coffer.FilePath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Each event alone, those of one path one after the other. A path is a lane: only the event at its
 * head may be delivered, a move when it is at the head of both its lanes. Events right behind the
 * head that change nothing but its path are folded into the last of them. A path that has failed
 * holds up no other.
 */
final class SinglePlan implements Plan {
  /** So many that could begin at once: they are in the queue as well, so the fewer the better. */
  private static final int MOST_FRESH = 10_000;

  /** So many in all: those that failed, and those behind them, must leave room for others. */
  private static final int MOST_HELD = 100_000;

  private static final Comparator<EventQueue.Waiting> BY_TIME =
      Comparator.comparing(EventQueue.Waiting::due)
          .thenComparing(waiting -> waiting.event().order());

  private final Map<FilePath, Deque<EventQueue.Waiting>> lanes = new HashMap<>();
  private final PriorityQueue<EventQueue.Waiting> ready = new PriorityQueue<>(BY_TIME);
  private int held;
  private int fresh;

  @Override
  public void add(EventQueue.Waiting waiting, Instant now) {
    for (FilePath path : waiting.event().changedPaths()) {
      lanes.computeIfAbsent(path, same -> new ArrayDeque<>()).add(waiting);
    }
    held++;
    offerIfHead(waiting);
  }

  private void offerIfHead(EventQueue.Waiting waiting) {
    boolean head =
        waiting.event().changedPaths().stream().allMatch(path -> waiting.equals(lane(path).peek()));
    if (head) {
      ready.add(waiting);
      fresh += isFresh(waiting) ? 1 : 0;
    }
  }

  private Deque<EventQueue.Waiting> lane(FilePath path) {
    return lanes.getOrDefault(path, new ArrayDeque<>());
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
    List<EventQueue.Waiting> covered = new ArrayList<>();
    covered.add(head);
    if (isSimple(head)) {
      Iterator<EventQueue.Waiting> behind = lane(head.event().path()).iterator();
      behind.next();
      while (behind.hasNext()) {
        EventQueue.Waiting next = behind.next();
        if (!isSimple(next)) {
          break;
        }
        covered.add(next);
      }
    }
    return new Job(List.of(covered.get(covered.size() - 1).event()), covered);
  }

  private static boolean isSimple(EventQueue.Waiting waiting) {
    return waiting.event().changedPaths().size() == 1;
  }

  @Override
  public void done(Job job) {
    leave(job);
    offerHeads(job);
  }

  @Override
  public void failed(Job job, List<EventQueue.Waiting> left) {
    leave(job);
    for (int i = left.size() - 1; i >= 0; i--) {
      EventQueue.Waiting again = left.get(i);
      for (FilePath path : again.event().changedPaths()) {
        lanes.computeIfAbsent(path, same -> new ArrayDeque<>()).addFirst(again);
      }
      held++;
    }
    offerHeads(job);
  }

  private void leave(Job job) {
    for (EventQueue.Waiting waiting : job.covered()) {
      for (FilePath path : waiting.event().changedPaths()) {
        lane(path).remove();
        lanes.computeIfPresent(path, (same, lane) -> lane.isEmpty() ? null : lane);
      }
      held--;
    }
  }

  private void offerHeads(Job job) {
    Set<EventQueue.Waiting> heads = new HashSet<>();
    for (EventQueue.Waiting waiting : job.covered()) {
      for (FilePath path : waiting.event().changedPaths()) {
        Optional.ofNullable(lane(path).peek()).ifPresent(heads::add);
      }
    }
    heads.forEach(this::offerIfHead);
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
