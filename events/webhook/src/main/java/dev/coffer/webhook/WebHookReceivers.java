package dev.coffer.webhook;

import dev.coffer.FileStore;
import dev.coffer.delivery.CloudEvents;
import dev.coffer.delivery.Receiver;
import dev.coffer.event.EventSink;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Web hooks as receivers of the events of a store. */
final class WebHookReceivers {
  private WebHookReceivers() {}

  static List<Receiver> of(List<WebHook> hooks, boolean batched) {
    return hooks.stream().map(hook -> of(hook, batched)).toList();
  }

  private static Receiver of(WebHook hook, boolean batched) {
    return new Receiver(
        batched ? "BatchedWebHook" : "WebHook",
        hook.name(batched),
        hook.policy(batched),
        hook.waits() ? Optional.of(hook.timeout()) : Optional.empty(),
        store -> sink(hook, transport(hook), store, batched));
  }

  private static WebHookTransport transport(WebHook hook) {
    return hook.privateAddresses() && !WebHookUrls.isUnusual(hook.url())
        ? new JdkTransport(hook)
        : SocketTransport.to(hook);
  }

  static EventSink sink(
      WebHook hook, WebHookTransport transport, FileStore store, boolean batched) {
    WebHookRequests requests = new WebHookRequests(hook, transport, InstantSource.system());
    if (hook.format() == Format.CLOUDEVENTS) {
      return new CloudEventPosts(hook, requests, new CloudEvents(store), batched);
    }
    return batched
        ? new BatchPosts(hook, requests, new PresentContents(store))
        : new SinglePosts(hook, requests, new PresentContents(store));
  }
}
