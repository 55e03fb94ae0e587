package dev.coffer.soak;

import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.ReceivedRequest;
import dev.coffer.testkit.Reply;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One who hears of each change, is away now and then, and forgets to answer. */
final class FlappingReceiver implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long CYCLE_MILLIS = 12_000;
  private static final long AWAY_MILLIS = 3_000;
  private static final int LOST_ANSWERS_IN_100 = 5;

  private final FakeReceiver receiver = new FakeReceiver();
  private final SplittableRandom random = new SplittableRandom(1);
  private final Map<String, String> etags = new HashMap<>();
  private final Map<String, String> sequences = new HashMap<>();
  private final Set<String> ids = new HashSet<>();
  private final List<String> wrong = new ArrayList<>();
  private long doubles;
  private long refused;
  private boolean steady;

  FlappingReceiver() {
    receiver.answer(this::answer);
  }

  URI uri() {
    return receiver.uri();
  }

  private synchronized Reply answer(ReceivedRequest request) {
    receiver.forget();
    if (!steady && System.currentTimeMillis() % CYCLE_MILLIS < AWAY_MILLIS) {
      refused++;
      return random.nextBoolean() ? Reply.status(503) : Reply.end();
    }
    for (JsonNode event : JSON.readTree(request.text())) {
      take(event);
    }
    return !steady && random.nextInt(100) < LOST_ANSWERS_IN_100 ? Reply.end() : Reply.status(200);
  }

  private void take(JsonNode event) {
    if (!ids.add(event.get("id").asString())) {
      doubles++;
    }
    String path = event.get("subject").asString();
    String sequence = event.get("sequence").asString();
    JsonNode data = event.get("data");
    if (sequences.getOrDefault(path, "").compareTo(sequence) > 0) {
      wrong.add(path + ": " + sequence + " came after " + sequences.get(path));
    }
    JsonNode etag = data.get("etag");
    note(path, sequence, etag == null ? Journal.ABSENT : etag.asString());
    JsonNode source = data.get("source");
    if (source != null && event.get("type").asString().contains("moved")) {
      note(source.asString(), sequence, Journal.ABSENT);
    }
  }

  private void note(String path, String sequence, String etag) {
    sequences.put(path, sequence);
    etags.put(path, etag);
  }

  /** It is there from now on. */
  synchronized void stay() {
    steady = true;
  }

  /** The etag of each file that it knows of; {@link Journal#ABSENT} of a deleted one. */
  synchronized Map<String, String> etags() {
    return new HashMap<>(etags);
  }

  synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }

  synchronized long events() {
    return ids.size();
  }

  synchronized long doubles() {
    return doubles;
  }

  synchronized long refused() {
    return refused;
  }

  @Override
  public void close() {
    receiver.close();
  }
}
