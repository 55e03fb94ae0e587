package dev.coffer.webhook;

import dev.coffer.FileStore;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.event.EventSink;
import dev.coffer.testkit.EventSinkContract;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.ReceivedRequest;
import dev.coffer.testkit.Reply;
import dev.coffer.testkit.SinkReceiver;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What every sink must do, in each way in which HTTP receivers are notified. */
class WebHookSinksTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A receiver of one format. */
  private abstract static class Sinks extends EventSinkContract {
    private final Format format;
    private final boolean batched;
    private final boolean checked;

    Sinks(Format format, boolean batched, boolean checked) {
      this.format = format;
      this.batched = batched;
      this.checked = checked;
    }

    @Override
    protected SinkReceiver newReceiver() {
      return new HttpReceiver(format);
    }

    private WebHook.Builder hook(SinkReceiver to, Duration timeout) {
      return Hooks.to(((HttpReceiver) to).http)
          .format(format)
          .timeout(timeout)
          .secret("whsec_c2VjcmV0");
    }

    @Override
    protected EventSink newSink(SinkReceiver to, FileStore files) {
      return sink(to, files, Duration.ofMinutes(1));
    }

    @Override
    protected EventSink newImpatientSink(SinkReceiver to, FileStore files) {
      return sink(to, files, Duration.ofMillis(500));
    }

    private EventSink sink(SinkReceiver to, FileStore files, Duration timeout) {
      WebHook hook = hook(to, timeout).build();
      WebHookTransport transport =
          checked
              ? new SocketTransport(hook, InetAddress::getAllByName, address -> true)
              : new JdkTransport(hook);
      return WebHookReceivers.sink(hook, transport, files, batched);
    }

    @Override
    protected DeliveryPolicy policy() {
      return WebHook.builder("http://h/")
          .retries(Hooks.QUICK)
          .batch(Hooks.SOON)
          .build()
          .policy(batched);
    }
  }

  /** Understands both formats, single and in batches. */
  private static final class HttpReceiver extends SinkReceiver {
    final FakeReceiver http = new FakeReceiver();
    private final Format format;

    HttpReceiver(Format format) {
      this.format = format;
      http.answer(this::answer);
    }

    private synchronized Reply answer(ReceivedRequest request) {
      came(request.header("idempotency-key").orElseThrow());
      switch (mood()) {
        case WELL -> take(request);
        case SILENT -> {
          return Reply.hang();
        }
        default -> {
          return Reply.status(mood() == Mood.FAILING ? 503 : mood() == Mood.GONE ? 410 : 400);
        }
      }
      return Reply.status(200);
    }

    private void take(ReceivedRequest request) {
      String type = request.header("content-type").orElse("");
      if (format == Format.CLOUDEVENTS) {
        JsonNode body = JSON.readTree(request.text());
        (body.isArray() ? body : List.of(body)).forEach(this::takeEvent);
      } else if (request.target().equals("/hook") && type.equals("application/json")) {
        JSON.readTree(request.text())
            .forEach(item -> take(item.get("method").asString(), item.get("path").asString()));
      } else {
        String path = request.target().substring("/hook/".length()).replace("+", "%2B");
        take(request.method(), URLDecoder.decode(path, StandardCharsets.UTF_8));
      }
    }

    private void take(String method, String path) {
      took(path, !method.equals("DELETE"));
    }

    private void takeEvent(JsonNode event) {
      String type = event.get("type").asString();
      took(event.get("subject").asString(), event.get("data").has("etag"));
      if (type.contains("moved")) {
        took(event.get("data").get("source").asString(), false);
      }
    }

    @Override
    public void close() {
      http.close();
    }
  }

  /** One file a request. */
  @Nested
  class SinglePosts extends Sinks {
    SinglePosts() {
      super(Format.OPENHANDS, false, false);
    }
  }

  /** To a checked address. */
  @Nested
  class CheckedPosts extends Sinks {
    CheckedPosts() {
      super(Format.OPENHANDS, false, true);
    }
  }

  /** Many files a request. */
  @Nested
  class BatchPosts extends Sinks {
    BatchPosts() {
      super(Format.OPENHANDS, true, false);
    }
  }

  /** One event a request. */
  @Nested
  class CloudEvents extends Sinks {
    CloudEvents() {
      super(Format.CLOUDEVENTS, false, false);
    }
  }

  /** Many events a request. */
  @Nested
  class CloudEventBatches extends Sinks {
    CloudEventBatches() {
      super(Format.CLOUDEVENTS, true, false);
    }
  }
}
