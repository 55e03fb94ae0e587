package dev.coffer.kafka;

import dev.coffer.FileStore;
import dev.coffer.event.EventSink;
import dev.coffer.testkit.EventSinkContract;
import dev.coffer.testkit.SinkReceiver;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** What every sink does, on a broker of Kafka. */
class KafkaSinkTest extends EventSinkContract {
  @Override
  protected SinkReceiver newReceiver() {
    return new Topic(KafkaBroker.shared());
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
    return KafkaTopic.builder(KafkaBroker.shared().servers(), ((Topic) to).name)
        .timeout(timeout)
        .build()
        .sink(files);
  }

  /** A topic of its own for each case. */
  private static final class Topic extends SinkReceiver {
    final String name = "files-" + UUID.randomUUID();
    private final KafkaBroker broker;
    private final TopicReader reader;

    Topic(KafkaBroker broker) {
      this.broker = broker;
      try {
        broker.create(name, 1);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      reader = new TopicReader(broker, name);
    }

    @Override
    protected boolean canBe(Mood asked) {
      return asked != Mood.GONE;
    }

    /** A topic that wants more replicas than there are stores nothing, and the client waits. */
    @Override
    protected void become(Mood next) throws Exception {
      boolean failing = next == Mood.FAILING || next == Mood.SILENT;
      broker.configure(
          name,
          Map.of(
              "min.insync.replicas", failing ? "2" : "",
              "max.message.bytes", next == Mood.REFUSING ? "1" : ""));
    }

    @Override
    protected void fetch() {
      reader
          .next()
          .forEach(
              record -> {
                came(TopicReader.header(record, "ce_id"));
                took(TopicReader.key(record), !TopicReader.isDeletion(record));
              });
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
