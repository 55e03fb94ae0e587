package dev.coffer.delivery;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dispatchers of a store's receivers. */
final class EventDispatchers implements AutoCloseable {
  private record Running(Receiver receiver, EventDispatcher dispatcher) {}

  private final List<Running> all = new ArrayList<>();
  private final Map<ReceiverGroup, List<EventDispatcher>> groups = new LinkedHashMap<>();

  EventDispatchers(FileEventLog log, FileStore store, List<Receiver> receivers) {
    requireDifferentNames(receivers);
    try {
      receivers.forEach(receiver -> all.add(start(receiver, log, store)));
      all.forEach(this::join);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void join(Running member) {
    member
        .receiver
        .group()
        .map(group -> groups.computeIfAbsent(group, same -> new ArrayList<>()))
        .ifPresent(others -> others.add(member.dispatcher));
  }

  private static Running start(Receiver receiver, FileEventLog log, FileStore store) {
    EventSink sink = new CurrentFilesSink(receiver.sink().apply(store), store);
    return new Running(
        receiver, new EventDispatcher(log.queue(receiver.name()), sink, receiver.policy()));
  }

  /**
   * Two receivers with the same name would share a queue, so that each event would reach only one
   * of them.
   */
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
            + " have the same name ("
            + name
            + "): remove one, or make the names differ, for example by a query in the URL of a"
            + " web hook",
        null);
  }

  Runnable expect(List<FileEvent> events) {
    if (events.isEmpty()) {
      return () -> {};
    }
    List<Runnable> receipts = new ArrayList<>();
    for (Running each : all) {
      each.receiver.maxWait().ifPresent(time -> receipts.add(each.dispatcher.expect(events, time)));
    }
    groups.forEach((group, some) -> receipts.add(new GroupReceipt(group, some, events)));
    return () -> receipts.forEach(Runnable::run);
  }

  /** Closes all concurrently, so that a slow receiver takes no time from the others. */
  @Override
  public void close() {
    List<Thread> threads =
        all.stream().map(each -> new Thread(each.dispatcher::close, "coffer-close")).toList();
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
