package dev.coffer.webhook;

import dev.coffer.FileStore;
import dev.coffer.event.Courier;
import dev.coffer.event.EventLog;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The couriers of a store's receivers. */
final class Deliveries implements AutoCloseable {
  private record Running(WebHook hook, Courier courier) {}

  private final List<Running> all = new ArrayList<>();

  Deliveries(EventLog log, FileStore store, List<WebHook> receivers, boolean batched) {
    for (WebHook hook : receivers) {
      EventSink sink = sink(hook, store, batched);
      all.add(
          new Running(
              hook, new Courier(log.queue(hook.name(batched)), sink, hook.policy(batched))));
    }
  }

  private static EventSink sink(WebHook hook, FileStore store, boolean batched) {
    Transport transport =
        hook.privateAddresses() ? new JdkTransport(hook) : new CheckedTransport(hook);
    return sink(hook, transport, store, batched);
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
