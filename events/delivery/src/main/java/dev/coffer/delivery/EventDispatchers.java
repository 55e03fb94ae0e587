package dev.coffer.delivery;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.event.EventLog;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The couriers of a store's receivers. */
final class EventDispatchers implements AutoCloseable {
  private record Running(Receiver receiver, EventDispatcher courier) {}

  private final List<Running> all = new ArrayList<>();

  EventDispatchers(EventLog log, FileStore store, List<Receiver> receivers) {
    requireDifferentNames(receivers);
    try {
      receivers.forEach(receiver -> all.add(start(receiver, log, store)));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static Running start(Receiver receiver, EventLog log, FileStore store) {
    receiver.formerName().ifPresent(former -> log.rename(former, receiver.name()));
    EventSink sink = receiver.sink().apply(store);
    return new Running(
        receiver, new EventDispatcher(log.queue(receiver.name()), sink, receiver.policy()));
  }

  /** Two of one name would share a queue, and each would get what the other does not. */
  private static void requireDifferentNames(List<Receiver> receivers) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < receivers.size(); i++) {
      String name = receivers.get(i).name();
      Integer before = positions.put(name, i + 1);
      if (before != null) {
        throw sameName(before, i + 1, name);
      }
    }
  }

  private static ConfigurationException sameName(int first, int second, String name) {
    return new ConfigurationException(
        new ErrorContext("open", "", "the receivers of a store"),
        "receivers "
            + first
            + " and "
            + second
            + " have the same URL and format, by which a receiver is known ("
            + name
            + "); to serve both, let their URLs differ, for example by a query",
        null);
  }

  Runnable expect(List<FileEvent> events) {
    List<Runnable> receipts =
        all.stream()
            .filter(each -> !events.isEmpty())
            .flatMap(
                each ->
                    each.receiver.maxWait().stream().map(time -> each.courier.expect(events, time)))
            .toList();
    return () -> receipts.forEach(Runnable::run);
  }

  /** Closes all at once, so that a receiver that is slow takes no time from the others. */
  @Override
  public void close() {
    List<Thread> threads =
        all.stream().map(each -> new Thread(each.courier::close, "coffer-close")).toList();
    threads.forEach(Thread::start);
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= join(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean join(Thread thread) {
    try {
      thread.join();
      return false;
    } catch (InterruptedException e) {
      thread.interrupt();
      return true;
    }
  }
}
