package dev.coffer.webhook;

import dev.coffer.FileStore;
import dev.coffer.event.Courier;
import dev.coffer.event.EventLog;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The couriers of a store's receivers. */
final class Deliveries implements AutoCloseable {
  private record Running(WebHook hook, Courier courier) {}

  private final List<Running> all = new ArrayList<>();

  Deliveries(EventLog log, FileStore store, List<WebHook> receivers, boolean batched) {
    requireDifferentNames(receivers, batched);
    try {
      receivers.forEach(hook -> all.add(start(hook, log, store, batched)));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static Running start(WebHook hook, EventLog log, FileStore store, boolean batched) {
    String name = hook.name(batched);
    log.rename(hook.formerName(batched), name);
    EventSink sink = sink(hook, transport(hook), store, batched);
    return new Running(hook, new Courier(log.queue(name), sink, hook.policy(batched)));
  }

  /** Two of one name would share a queue, and each would get what the other does not. */
  private static void requireDifferentNames(List<WebHook> receivers, boolean batched) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < receivers.size(); i++) {
      String name = receivers.get(i).name(batched);
      Integer before = positions.put(name, i + 1);
      if (before != null) {
        throw WebHook.wrong(
            "receivers "
                + before
                + " and "
                + (i + 1)
                + " have the same URL and format, by which a"
                + " receiver is known ("
                + name
                + "); to serve both, let their URLs differ, for"
                + " example by a query",
            null);
      }
    }
  }

  private static Transport transport(WebHook hook) {
    return hook.privateAddresses() && !Urls.isUnusual(hook.url())
        ? new JdkTransport(hook)
        : SocketTransport.to(hook);
  }

  static EventSink sink(WebHook hook, Transport transport, FileStore store, boolean batched) {
    Requests requests = new Requests(hook, transport, InstantSource.system());
    if (hook.format() == Format.CLOUDEVENTS) {
      return new CloudEventPosts(hook, requests, store, batched);
    }
    return batched
        ? new BatchPosts(hook, requests, new Contents(store))
        : new SinglePosts(hook, requests, new Contents(store));
  }

  Runnable expect(List<FileEvent> events) {
    List<Runnable> receipts =
        all.stream()
            .filter(each -> each.hook.waits() && !events.isEmpty())
            .map(each -> each.courier.expect(events, each.hook.timeout()))
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
