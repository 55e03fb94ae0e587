package dev.coffer.delivery;

import dev.coffer.FilePath;
import dev.coffer.event.EventQueue;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Delivers events in batches, one at a time, in order.
 *
 * <p>A batch that is refused, or fails more than once, is retried in halves, until the cause is
 * isolated. The event that caused it, and all events related to its path, are taken out of the
 * batches and delivered concurrently by a schedule of their own. Each successful delivery doubles
 * the size of the next batch.
 */
final class BatchScheduler implements DeliveryScheduler {
  private final BatchPolicy policy;
  private final Deque<EventQueue.Waiting> waiting = new ArrayDeque<>();
  private final SingleScheduler alone = new SingleScheduler(1);
  private final Map<FilePath, Long> sizes = new HashMap<>();
  private long bytes;
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private int most = BatchPolicy.MOST_EVENTS;

  /** The number of leading events whose batch must be retried at once. */
  private int overdue;

  private boolean underWay;
  private boolean aloneLast;
  private boolean hurried;

  BatchScheduler(BatchPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void add(EventQueue.Waiting event, Instant now) {
    if (alone.touches(event) || isPostponed(event, now)) {
      setApart(List.of(event));
      return;
    }
    if (waiting.isEmpty()) {
      first = now;
    }
    last = now;
    waiting.add(event);
    count(event);
  }

  private static boolean isPostponed(EventQueue.Waiting event, Instant now) {
    return event.hasFailed() && event.due().isAfter(now);
  }

  private void count(EventQueue.Waiting added) {
    long size = added.event().size().orElse(0);
    Long before = sizes.put(added.event().path(), size);
    bytes += size - (before == null ? 0 : before);
  }

  @Override
  public boolean hasRoom() {
    return !isFull() && alone.hasRoom();
  }

  private boolean isFull() {
    return waiting.size() >= BatchPolicy.MOST_EVENTS;
  }

  @Override
  public Optional<Delivery> next(Instant now, Predicate<DeliveryTrial> allowed) {
    boolean batch = isDue(now) && allowed.test(DeliveryTrial.FIRST);
    Optional<Delivery> job = Optional.empty();
    if (!underWay && !(batch && aloneLast)) {
      job = alone.next(now, allowed);
    }
    aloneLast = underWay ? aloneLast : job.isPresent();
    if (job.isEmpty() && batch) {
      hurried = false;
      job = Optional.of(fill());
    }
    underWay |= job.isPresent();
    return job;
  }

  private boolean isDue(Instant now) {
    return !underWay && !waiting.isEmpty() && !now.isBefore(due(waiting.element()));
  }

  private Instant due(EventQueue.Waiting head) {
    if (head.hasFailed()) {
      return head.due();
    }
    if (overdue > 0 || hurried || bytes >= policy.bytes() || isFull()) {
      return Instant.MIN;
    }
    Instant quiet = last.plus(policy.timeout());
    Instant old = first.plus(policy.maxAge());
    return quiet.isBefore(old) ? quiet : old;
  }

  /** Fills a delivery with as many leading events as fit. */
  private Delivery fill() {
    Map<FilePath, Long> inBatch = new HashMap<>();
    List<EventQueue.Waiting> covered = new ArrayList<>();
    long total = 0;
    for (EventQueue.Waiting each : waiting) {
      long size = each.event().size().orElse(0);
      long more = size - inBatch.getOrDefault(each.event().path(), 0L);
      boolean full = covered.size() == most || total + more > policy.bytes();
      if (!covered.isEmpty() && full) {
        break;
      }
      total += more;
      inBatch.put(each.event().path(), size);
      covered.add(each);
    }
    return new Delivery(
        covered.stream().map(EventQueue.Waiting::event).toList(), covered, DeliveryTrial.FIRST);
  }

  @Override
  public void done(Delivery job) {
    if (finish(job)) {
      alone.done(job);
      return;
    }
    most = Math.min(BatchPolicy.MOST_EVENTS, most * 2);
    overdue = Math.max(0, overdue - job.covered().size());
    recount();
  }

  @Override
  public void failed(Delivery job, List<EventQueue.Waiting> left) {
    if (finish(job)) {
      alone.failed(job, left);
      return;
    }
    if (job.hasFailed()) {
      halve(job);
    }
    if (job.hasFailed() && job.isIndivisible()) {
      setApart(left);
    } else {
      putBack(left);
    }
    recount();
  }

  @Override
  public void divided(Delivery job) {
    if (finish(job)) {
      alone.divided(job);
      return;
    }
    halve(job);
    putBack(job.covered());
    overdue = job.covered().size();
    recount();
  }

  @Override
  public void separated(
      Delivery job, List<EventQueue.Waiting> apart, List<EventQueue.Waiting> rest) {
    if (finish(job)) {
      alone.separated(job, apart, rest);
      return;
    }
    putBack(rest);
    overdue = rest.size();
    setApart(apart);
    recount();
  }

  /** Ends the current delivery and returns whether it was that of an isolated event. */
  private boolean finish(Delivery job) {
    underWay = false;
    for (int i = 0; !aloneLast && i < job.covered().size(); i++) {
      waiting.remove();
    }
    return aloneLast;
  }

  private void halve(Delivery job) {
    most = Math.max(1, job.covered().size() / 2);
  }

  private void putBack(List<EventQueue.Waiting> left) {
    for (int i = left.size() - 1; i >= 0; i--) {
      waiting.addFirst(left.get(i));
    }
  }

  /**
   * Takes events out of the batches, together with all events that must keep their order relative
   * to them.
   */
  private void setApart(List<EventQueue.Waiting> events) {
    PathOrderedQueues group = new PathOrderedQueues();
    List<EventQueue.Waiting> all = new ArrayList<>(events);
    events.forEach(group::addLast);
    int before = 0;
    while (before < all.size()) {
      before = all.size();
      joinGroup(group, all);
    }
    all.sort(Comparator.comparing(each -> each.event().order()));
    all.forEach(alone::add);
  }

  private void joinGroup(PathOrderedQueues group, List<EventQueue.Waiting> all) {
    for (Iterator<EventQueue.Waiting> rest = waiting.iterator(); rest.hasNext(); ) {
      EventQueue.Waiting each = rest.next();
      if (group.touches(each)) {
        rest.remove();
        group.addLast(each);
        all.add(each);
      }
    }
  }

  private void recount() {
    sizes.clear();
    bytes = 0;
    waiting.forEach(this::count);
    first = last;
    overdue = Math.min(overdue, waiting.size());
  }

  @Override
  public Optional<Instant> due(DeliveryTrial trial) {
    if (underWay) {
      return Optional.empty();
    }
    Stream<Instant> batch =
        trial == DeliveryTrial.FIRST
            ? Stream.ofNullable(waiting.peek()).map(this::due)
            : Stream.empty();
    return Stream.concat(batch, alone.due(trial).stream()).min(Comparator.naturalOrder());
  }

  @Override
  public List<EventQueue.Waiting> held() {
    return Stream.concat(waiting.stream(), alone.held().stream()).toList();
  }

  @Override
  public void hurry() {
    hurried = true;
  }
}
