package dev.coffer.nats;

import dev.coffer.FileStore;
import dev.coffer.event.EventSink;
import dev.coffer.testkit.EventSinkContract;
import dev.coffer.testkit.SinkReceiver;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** What every sink does, on a server of NATS. */
class NatsSinkTest extends EventSinkContract {
  @TempDir Path directory;

  @Override
  protected SinkReceiver newReceiver() {
    return new Stream(new NatsServer(directory));
  }

  @Override
  protected EventSink newSink(SinkReceiver to, FileStore files) {
    return sink(to, files, Duration.ofMinutes(1));
  }

  @Override
  protected EventSink newImpatientSink(SinkReceiver to, FileStore files) {
    return sink(to, files, Duration.ofSeconds(2));
  }

  private static EventSink sink(SinkReceiver to, FileStore files, Duration timeout) {
    return NatsSubject.builder(((Stream) to).server.url(), NatsServer.SUBJECT)
        .timeout(timeout)
        .build()
        .sink(files);
  }

  /** A stream, and a subscription that hears what it stores. */
  private static final class Stream extends SinkReceiver {
    final NatsServer server;
    private final Connection connection;
    private final StoredMessages messages;

    Stream(NatsServer server) {
      this.server = server;
      try {
        connection = server.connect();
        NatsServer.create(connection);
        messages = new StoredMessages(connection);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected boolean canBe(Mood asked) {
      return asked != Mood.GONE;
    }

    @Override
    protected boolean recognizesRepetitions() {
      return true;
    }

    @Override
    protected void become(Mood next) throws Exception {
      if (next == Mood.SILENT) {
        server.stop();
        return;
      }
      server.resume();
      JetStreamManagement management = connection.jetStreamManagement();
      management.updateStream(
          NatsServer.stream()
              .subjects(next == Mood.FAILING ? "other.>" : NatsServer.SUBJECT + ".>")
              .maximumMessageSize(next == Mood.REFUSING ? 1 : -1)
              .build());
    }

    @Override
    protected void fetch() throws Exception {
      for (Message message : messages.next()) {
        Headers headers = message.getHeaders();
        came(headers.getFirst("ce-id"));
        String path = headers.getFirst("ce-subject").replace("+", "%2B");
        took(
            URLDecoder.decode(path, StandardCharsets.UTF_8),
            !headers.getFirst("ce-type").contains("deleted"));
      }
    }

    @Override
    public void close() {
      server.resume();
      server.close();
    }
  }
}
