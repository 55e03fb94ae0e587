package dev.coffer.delivery;

import dev.coffer.event.FileEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits until as many receivers of a group have events as a change needs. */
final class GroupReceipt implements Runnable {
  private final ReceiverGroup group;
  private final List<Member> members;
  private final List<FileEvent> events;
  private final CompletableFuture<Boolean> enough = new CompletableFuture<>();
  private final AtomicInteger reached = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  /** One receiver, and how many of the events it does not have yet. */
  private final class Member {
    private final EventDispatcher dispatcher;
    private final AtomicInteger missing = new AtomicInteger(events.size());

    Member(EventDispatcher dispatcher) {
      this.dispatcher = dispatcher;
      dispatcher.receipts().begin(events, this::settled);
    }

    private void settled(boolean delivered) {
      if (!delivered) {
        given(missing.getAndSet(0) > 0 ? lost.incrementAndGet() : 0);
      } else if (missing.decrementAndGet() == 0) {
        arrived(reached.incrementAndGet());
      }
    }

    /** Another process may be the one that delivers. */
    void look() {
      if (missing.get() > 0 && dispatcher.isSettledElsewhere(events) && missing.getAndSet(0) > 0) {
        arrived(reached.incrementAndGet());
      }
    }
  }

  GroupReceipt(ReceiverGroup group, List<EventDispatcher> dispatchers, List<FileEvent> events) {
    this.group = group;
    this.events = events;
    this.members = dispatchers.stream().map(Member::new).toList();
  }

  private void arrived(int receivers) {
    if (receivers >= group.needed()) {
      enough.complete(true);
    }
  }

  /** A receiver that will never have them leaves fewer than are needed, perhaps. */
  private void given(int receivers) {
    if (receivers > members.size() - group.needed()) {
      enough.complete(false);
    }
  }

  /** Returns when enough receivers have the events, at the latest after the time of the group. */
  @Override
  public void run() {
    boolean done = false;
    try {
      done = await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      members.forEach(each -> each.dispatcher.endReceipt(events));
    }
    if (!done) {
      group.onLate().accept(events);
    }
  }

  private boolean await() throws InterruptedException {
    members.forEach(each -> each.dispatcher.wake());
    long end = System.nanoTime() + group.maxWait().toNanos();
    while (System.nanoTime() < end && members.stream().noneMatch(m -> m.dispatcher.isClosing())) {
      try {
        long pause = members.stream().mapToLong(m -> m.dispatcher.receiptPause()).min().orElse(1);
        return enough.get(Math.min(end - System.nanoTime(), pause), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        members.forEach(Member::look);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e); // nobody completes it so
      }
    }
    return enough.getNow(false);
  }
}
