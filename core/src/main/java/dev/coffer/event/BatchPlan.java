package dev.coffer.event;

import dev.coffer.FilePath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events together, one batch at a time, in order. */
final class BatchPlan implements Plan {
  private final BatchPolicy policy;
  private final Deque<EventQueue.Waiting> waiting = new ArrayDeque<>();
  private final Map<FilePath, Long> sizes = new HashMap<>();
  private long bytes;
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private boolean underWay;
  private boolean hurried;

  BatchPlan(BatchPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void add(EventQueue.Waiting event, Instant now) {
    if (waiting.isEmpty()) {
      first = now;
    }
    last = now;
    waiting.add(event);
    count(event);
  }

  private void count(EventQueue.Waiting added) {
    long size = added.event().size().orElse(0);
    Long before = sizes.put(added.event().path(), size);
    bytes += size - (before == null ? 0 : before);
  }

  @Override
  public boolean hasRoom() {
    return waiting.size() < BatchPolicy.MOST_EVENTS;
  }

  @Override
  public Optional<Job> next(Instant now) {
    EventQueue.Waiting head = waiting.peek();
    if (head == null || underWay || now.isBefore(due(head))) {
      return Optional.empty();
    }
    underWay = true;
    hurried = false;
    return Optional.of(fill());
  }

  private Instant due(EventQueue.Waiting head) {
    if (head.attempts() > 0) {
      return head.due();
    }
    if (hurried || bytes >= policy.bytes() || !hasRoom()) {
      return Instant.MIN;
    }
    Instant quiet = last.plus(policy.timeout());
    Instant old = first.plus(policy.maxAge());
    return quiet.isBefore(old) ? quiet : old;
  }

  /** As many of the first as fit. */
  private Job fill() {
    Map<FilePath, Long> inBatch = new HashMap<>();
    List<EventQueue.Waiting> covered = new ArrayList<>();
    long total = 0;
    for (EventQueue.Waiting each : waiting) {
      long size = each.event().size().orElse(0);
      long more = size - inBatch.getOrDefault(each.event().path(), 0L);
      boolean full = covered.size() == BatchPolicy.MOST_EVENTS || total + more > policy.bytes();
      if (!covered.isEmpty() && full) {
        break;
      }
      total += more;
      inBatch.put(each.event().path(), size);
      covered.add(each);
    }
    return new Job(covered.stream().map(EventQueue.Waiting::event).toList(), covered);
  }

  @Override
  public void done(Job job) {
    leave(job);
    recount();
  }

  @Override
  public void failed(Job job, List<EventQueue.Waiting> left) {
    leave(job);
    for (int i = left.size() - 1; i >= 0; i--) {
      waiting.addFirst(left.get(i));
    }
    recount();
  }

  private void leave(Job job) {
    underWay = false;
    for (int i = 0; i < job.covered().size(); i++) {
      waiting.remove();
    }
  }

  private void recount() {
    sizes.clear();
    bytes = 0;
    waiting.forEach(this::count);
    first = last;
  }

  @Override
  public Optional<Duration> idle(Instant now) {
    EventQueue.Waiting head = waiting.peek();
    if (head == null || underWay) {
      return Optional.empty();
    }
    Instant due = due(head);
    return Optional.of(due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO);
  }

  @Override
  public void hurry() {
    hurried = true;
  }
}
