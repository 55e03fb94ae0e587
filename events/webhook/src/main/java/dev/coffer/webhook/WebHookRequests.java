package dev.coffer.webhook;

import dev.coffer.event.EventSink;
import dev.coffer.text.ProductVersion;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sends messages to one receiver, with its headers and signatures. */
final class WebHookRequests {
  private static final String AGENT = "Coffer/" + ProductVersion.TEXT;

  private final WebHook hook;
  private final WebHookTransport transport;
  private final InstantSource clock;

  WebHookRequests(WebHook hook, WebHookTransport transport, InstantSource clock) {
    this.hook = hook;
    this.transport = transport;
    this.clock = clock;
  }

  EventSink.Result send(WebHookMessage message) throws InterruptedException {
    try {
      ReceiverAnswer answer = transport.send(complete(message));
      return answer.result(clock.instant());
    } catch (SocketTransport.ForbiddenAddressException e) {
      return new EventSink.TryAgain(String.valueOf(e.getMessage()), Optional.empty());
    } catch (IOException e) {
      return new EventSink.TryAgain(
          "no response: " + e.getClass().getSimpleName(), Optional.empty());
    }
  }

  private WebHookMessage complete(WebHookMessage message) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", AGENT);
    headers.put("Idempotency-Key", message.id());
    headers.putAll(message.headers());
    sign(message, headers);
    hook.headers()
        .forEach(
            (name, value) -> {
              headers.keySet().removeIf(name::equalsIgnoreCase);
              headers.put(name, value);
            });
    return new WebHookMessage(
        message.id(), message.method(), message.uri(), headers, message.body());
  }

  private void sign(WebHookMessage message, Map<String, String> headers) throws IOException {
    if (hook.signatures().isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    StringBuilder all = new StringBuilder();
    for (Signature signature : hook.signatures()) {
      String one = signature.sign(message.id(), now.getEpochSecond(), message.body());
      all.append(all.isEmpty() ? "" : " ").append(one);
    }
    headers.put("webhook-id", message.id());
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    headers.put("webhook-signature", all.toString());
  }
}
