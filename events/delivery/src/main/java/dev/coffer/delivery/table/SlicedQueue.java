package dev.coffer.delivery.table;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The events of one receiver in several slices, of which this process delivers its share.
 *
 * <p>A slice that this process has too many is left to another as soon as nothing of it is under
 * way here, so that two processes never deliver one path at once.
 */
final class SlicedQueue implements EventQueue {
  private final List<OutboxQueue> slices;
  private final IntSupplier sharers;

  /** The slices of the events that were taken and are neither delivered nor given up. */
  private final Map<Long, OutboxQueue> underway = new ConcurrentHashMap<>();

  private final List<OutboxQueue> attended = new ArrayList<>();

  /** The slice that this process leaves to another, once nothing of it is under way. */
  private @Nullable OutboxQueue leaving;

  /** The terms of the slices that were left. */
  private long ended;

  SlicedQueue(List<OutboxQueue> slices, IntSupplier sharers) {
    this.slices = slices;
    this.sharers = sharers;
  }

  @Override
  public synchronized boolean attend() {
    endIfOneIsLost();
    int share = share(Math.max(1, sharers.getAsInt()));
    leave(share);
    for (OutboxQueue slice : slices) {
      if (attended.size() < share && !attended.contains(slice) && slice.attend()) {
        attended.add(slice);
      }
    }
    return !attended.isEmpty();
  }

  private int share(int processes) {
    return (slices.size() + processes - 1) / processes;
  }

  /** Whatever was taken is taken again, also of the slices that are not lost. */
  private void endIfOneIsLost() {
    boolean some = false;
    for (OutboxQueue slice : attended) {
      some |= slice.isLost();
    }
    if (some) {
      attended.forEach(OutboxQueue::leave);
      attended.clear();
      underway.clear();
      leaving = null;
      ended++;
    }
  }

  private void leave(int share) {
    if (attended.size() <= share) {
      leaving = null;
      return;
    }
    OutboxQueue last = Objects.requireNonNullElse(leaving, attended.get(attended.size() - 1));
    leaving = last;
    if (!underway.containsValue(last)) {
      last.leave();
      attended.remove(last);
      leaving = null;
    }
  }

  @Override
  public synchronized long term() {
    return ended + (attended.stream().anyMatch(OutboxQueue::isLost) ? 1 : 0);
  }

  @Override
  public synchronized List<Waiting> take(int max) {
    List<Waiting> all = new ArrayList<>();
    for (OutboxQueue slice : attended) {
      if (slice != leaving && all.size() < max) {
        List<Waiting> some = slice.take(max - all.size());
        some.forEach(each -> underway.put(each.event().order(), slice));
        all.addAll(some);
      }
    }
    return all;
  }

  @Override
  public void acknowledge(Collection<FileEvent> events) {
    bySlice(events, event -> event).forEach(OutboxQueue::acknowledge);
    events.forEach(event -> underway.remove(event.order()));
  }

  @Override
  public void retry(Collection<Waiting> failed, String reason) {
    bySlice(failed, Waiting::event).forEach((slice, some) -> slice.retry(some, reason));
  }

  @Override
  public void giveUp(Collection<Waiting> failed, String reason) {
    bySlice(failed, Waiting::event).forEach((slice, some) -> slice.giveUp(some, reason));
    failed.forEach(each -> underway.remove(each.event().order()));
  }

  /** Events that are not under way any more are left to whoever has their slice now. */
  private <T> Map<OutboxQueue, List<T>> bySlice(
      Collection<T> events, Function<T, FileEvent> event) {
    Map<OutboxQueue, List<T>> all = new LinkedHashMap<>();
    for (T each : events) {
      OutboxQueue slice = underway.get(event.apply(each).order());
      if (slice != null) {
        all.computeIfAbsent(slice, first -> new ArrayList<>()).add(each);
      }
    }
    return all;
  }

  @Override
  public boolean isPending(UUID id) {
    return slices.get(0).isPending(id);
  }

  @Override
  public void hurry(boolean wanted) {
    slices.get(0).hurry(wanted);
  }

  @Override
  public boolean isHurried() {
    return slices.get(0).isHurried();
  }

  @Override
  public void onNews(Runnable callback) {
    slices.forEach(slice -> slice.onNews(callback));
  }

  @Override
  public void close() {
    slices.forEach(OutboxQueue::close);
  }
}
