package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coffer.FileStore;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An agent's conversation, one event a file at the paths of {@link Locations}: stored, listed in
 * the order of its events and read back equal. Recorded ones are taken where the machine has them,
 * beside the repository or at the system property {@code trajectories}.
 */
class RecordedConversationTest {
  private static final Path RECORDED =
      Path.of(System.getProperty("trajectories", "../../shared/data/openhands-trajectories"));

  @TempDir Path root;

  @Test
  void aConversationIsStoredAndReadBackInTheOrderOfItsEvents() {
    List<String> events =
        IntStream.range(0, 120)
            .mapToObj(
                id -> "{\"id\": " + id + ", \"message\": \"caf\u00e9 \ud83d\ude80 " + id + "\"}")
            .toList();
    storeAndReadBack(events, "0123-abc", null);
    storeAndReadBack(events, "0123-abc", "ada");
  }

  @TestFactory
  Stream<DynamicTest> everyRecordedConversationIsStoredAndReadBack() throws IOException {
    if (!Files.isDirectory(RECORDED)) {
      String reason = "no recorded conversations at " + RECORDED.toAbsolutePath();
      System.out.println("skipped: " + reason);
      return Stream.of(dynamicTest("skipped", () -> abort(reason)));
    }
    try (Stream<Path> files = Files.list(RECORDED)) {
      return files.sorted().toList().stream()
          .map(file -> dynamicTest(file.getFileName() + "", () -> storeAndReadBack(file)));
    }
  }

  private void storeAndReadBack(Path file) throws IOException {
    appendAndReadBack(events(file));
    String name = file.getFileName().toString();
    storeAndReadBack(events(file), name.substring(0, name.indexOf('.')), "recorded");
  }

  /** The events of a file: a JSON array of them, or one a line. */
  private static List<String> events(Path file) throws IOException {
    if (file.toString().endsWith(".jsonl")) {
      return Files.readAllLines(file);
    }
    List<String> events = new ArrayList<>();
    for (JsonNode event : new ObjectMapper().readTree(Files.readString(file))) {
      events.add(event.toString());
    }
    return events;
  }

  private void storeAndReadBack(List<String> events, String sid, @Nullable String user) {
    assertThat(events).isNotEmpty();
    try (FileStore store = new LocalFileStore(root)) {
      for (int id = 0; id < events.size(); id++) {
        store.write(Locations.eventFile(sid, id, user), events.get(id));
      }
      List<String> paths = new ArrayList<>(store.list(Locations.eventsDir(sid, user)));
      paths.sort(Comparator.comparingInt(RecordedConversationTest::eventId));
      try (Stream<byte[]> read = store.readAll(paths)) {
        assertThat(read.map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
            .containsExactlyElementsOf(events);
      }
      assertThat(store.list(Locations.conversationDir(sid, user)))
          .containsExactly(Locations.eventsDir(sid, user));
    }
  }

  /** Each event has what it had, and the id that it took. */
  private static void appendAndReadBack(List<String> events) {
    EventLog log = EventLog.of(new InMemoryFileStore(), "recorded", null);
    events.forEach(event -> log.append(withoutId(event).toString()));
    assertThat(log.events(0).map(RecordedConversationTest::withoutId))
        .containsExactlyElementsOf(
            events.stream().map(RecordedConversationTest::withoutId).toList());
    EventRange latest = EventRange.ALL.reverse().limit(1);
    assertThat(log.search(EventFilter.ALL, latest).map(AgentEvent::id))
        .containsExactly(events.size() - 1L);
  }

  private static ObjectNode withoutId(String event) {
    ObjectNode fields = (ObjectNode) new ObjectMapper().readTree(event);
    fields.remove("id");
    fields.properties().removeIf(field -> field.getValue().isNull());
    return fields;
  }

  private static int eventId(String path) {
    return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.')));
  }
}
