package dev.coffer.redis;

import dev.coffer.FileStore;
import dev.coffer.event.EventSink;
import dev.coffer.testkit.EventSinkContract;
import dev.coffer.testkit.SinkReceiver;
import io.valkey.Jedis;
import io.valkey.StreamEntryID;
import io.valkey.resps.StreamEntry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** What every sink does, on a server of Redis. */
class RedisSinkTest extends EventSinkContract {
  @Override
  protected SinkReceiver newReceiver() {
    return new Stream(RedisServer.start());
  }

  @Override
  protected EventSink newSink(SinkReceiver to, FileStore files) {
    return sink(to, files, Duration.ofMinutes(1));
  }

  @Override
  protected EventSink newImpatientSink(SinkReceiver to, FileStore files) {
    return sink(to, files, Duration.ofSeconds(1));
  }

  private static EventSink sink(SinkReceiver to, FileStore files, Duration timeout) {
    return RedisStream.builder(((Stream) to).server.uri(), "files")
        .timeout(timeout)
        .build()
        .sink(files);
  }

  private static final class Stream extends SinkReceiver {
    private static final int MINUTE_MILLIS = 60_000;

    final RedisServer server;
    private StreamEntryID read = new StreamEntryID(0, 0);

    Stream(RedisServer server) {
      this.server = server;
    }

    private Jedis admin() {
      return new Jedis(URI.create(server.uri()), MINUTE_MILLIS);
    }

    @Override
    protected boolean canBe(Mood asked) {
      return asked != Mood.GONE;
    }

    @Override
    protected void become(Mood next) throws Exception {
      if (next == Mood.SILENT) {
        server.pause();
        return;
      }
      server.resume();
      try (Jedis admin = admin()) {
        admin.configSet("maxmemory", next == Mood.FAILING ? "1" : "0");
        admin.aclSetUser("default", next == Mood.REFUSING ? "-xadd" : "+xadd");
      }
    }

    @Override
    protected void fetch() {
      try (Jedis admin = admin()) {
        StreamEntryID after = new StreamEntryID(read.getTime(), read.getSequence() + 1);
        for (StreamEntry entry : admin.xrange("files", after, null, Integer.MAX_VALUE)) {
          Map<String, String> fields = entry.getFields();
          read = entry.getID();
          came(fields.getOrDefault("id", ""));
          boolean gone = fields.getOrDefault("type", "").contains("deleted");
          took(fields.getOrDefault("subject", ""), !gone);
        }
      }
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
