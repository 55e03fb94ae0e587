package com.example.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import dev.coffer.agent.EventLog;
import dev.coffer.memory.InMemoryFileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ReplayTest {
  private final FileStore store = new InMemoryFileStore();
  @TempDir Path directory;

  @Test
  void anArrayAndLinesBecomeConversations() throws Exception {
    Files.writeString(
        directory.resolve("a.json"),
        "[{\"id\":4,\"action\":\"x\",\"timestamp\":\"t\"},{\"observation\":\"y\"}]");
    Files.writeString(directory.resolve("b.jsonl"), "{\"id\":\"u\",\"kind\":\"z\"}\n\n");
    for (Replay replay : Replay.of(directory)) {
      replay.into(store, 0);
    }
    assertThat(EventLog.of(store, "a", null).event(0))
        .contains("{\"id\": 0, \"timestamp\": \"t\", \"action\": \"x\"}");
    assertThat(EventLog.of(store, "a", null).nextId()).isEqualTo(2);
    assertThat(EventLog.of(store, "b", null).nextId()).isEqualTo(1);
    assertThat(store.exists("sessions/a/metadata.json")).isTrue();
  }

  /** Real conversations, where this machine has them. */
  @Test
  void recordedConversationsAreReplayedWhole() throws Exception {
    Path recorded =
        Path.of(
            System.getProperty("trajectories", "../../../shared/data/openhands-trajectories"));
    assumeTrue(Files.isDirectory(recorded), "there are no recorded conversations at " + recorded);
    for (Replay replay : Replay.of(recorded)) {
      long events = replay.into(store, 0);
      EventLog log = EventLog.of(store, replay.conversation(), null);
      try (Stream<String> stored = log.events(0)) {
        assertThat(stored.map(Json::parse).map(ReplayTest::withoutIdAndTime))
            .isEqualTo(replay.events().stream().map(ReplayTest::withoutIdAndTime).toList());
      }
      assertThat(log.nextId()).isEqualTo(events);
    }
  }

  /** A log gives an event its id, a time if it has none, and leaves out what is null. */
  private static JsonNode withoutIdAndTime(JsonNode event) {
    ObjectNode rest = ((ObjectNode) event).deepCopy();
    rest.remove(List.of("id", "timestamp"));
    event.propertyNames().stream().filter(name -> event.get(name).isNull()).forEach(rest::remove);
    return rest;
  }
}
