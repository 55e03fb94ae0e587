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
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One who hears of each change, is away now and then, and forgets to answer. On a busy machine it
 * takes a request that the sender has given up after the next one, so it goes by the order numbers.
 */
final class FlappingReceiver implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long CYCLE_MILLIS = 12_000;
  private static final long AWAY_MILLIS = 3_000;
  private static final int LOST_ANSWERS_IN_100 = 5;

  private final FakeReceiver receiver = new FakeReceiver();
  private final SplittableRandom random = new SplittableRandom(1);
  private final Map<String, State> states = new HashMap<>();

  /** The etags of each path that are no longer true. */
  private final Map<String, Set<String>> replaced = new HashMap<>();

  private final Set<String> ids = new HashSet<>();
  private final List<String> wrong = new ArrayList<>();
  private long doubles;
  private long refused;
  private boolean steady;

  /** What it knows of a path, and by which order number. */
  private record State(long order, String etag) {}

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
    long order = Long.parseLong(event.get("sequence").asString());
    JsonNode data = event.get("data");
    JsonNode etag = data.get("etag");
    String now = etag == null ? Journal.ABSENT : etag.asString();
    String path = event.get("subject").asString();
    learn(path, order, now).ifPresent(before -> compare(path, before, now));
    JsonNode source = data.get("source");
    if (source != null && event.get("type").asString().contains("moved")) {
      // It may be there again: then an event of its own follows.
      var unused = learn(source.asString(), order, Journal.ABSENT);
    }
  }

  /** Returns the state before; empty if there is none, or what comes is not later. */
  private Optional<String> learn(String path, long order, String etag) {
    State before = states.get(path);
    if (before != null && order <= before.order()) {
      return Optional.empty();
    }
    states.put(path, new State(order, etag));
    return Optional.ofNullable(before).map(State::etag);
  }

  /** An event may come after later ones, but the state that it brings is never older. */
  private void compare(String path, String before, String now) {
    if (before.equals(now)) {
      return;
    }
    Set<String> older = replaced.computeIfAbsent(path, none -> new HashSet<>());
    older.add(before);
    if (!now.equals(Journal.ABSENT) && older.contains(now)) {
      wrong.add(path + ": the older " + now + " came after " + before);
    }
  }

  /** It is there from now on. */
  synchronized void stay() {
    steady = true;
  }

  /** The etag of each file that it knows of; {@link Journal#ABSENT} of a deleted one. */
  synchronized Map<String, String> etags() {
    Map<String, String> etags = new HashMap<>();
    states.forEach((path, state) -> etags.put(path, state.etag()));
    return etags;
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
