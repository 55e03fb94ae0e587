package com.example.agent;

import dev.coffer.FileStore;
import dev.coffer.agent.ConversationMetadata;
import dev.coffer.agent.ConversationStore;
import dev.coffer.agent.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recorded conversation: a file with a JSON array of events, or with one event a line. It becomes
 * the conversation of the file's name, and continues one that is there.
 */
record Replay(String conversation, List<JsonNode> events) {
  /** Reads a recording, or all of a directory. */
  static List<Replay> of(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(read(path));
    }
    List<Replay> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.add(read(file));
      }
    }
    return all;
  }

  private static Replay read(Path file) throws IOException {
    String name = file.getFileName().toString().replaceFirst("\\.jsonl?$", "");
    List<JsonNode> events = new ArrayList<>();
    if (file.toString().endsWith(".jsonl")) {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          events.add(Json.MAPPER.readTree(line));
        }
      }
    } else {
      Json.MAPPER.readTree(Files.readString(file)).forEach(events::add);
    }
    return new Replay(name, events);
  }

  /** Appends the events. Their ids are those that the log gives. */
  long into(FileStore store, long pauseMillis) throws InterruptedException {
    ConversationStore conversations = ConversationStore.of(store);
    if (!conversations.exists(conversation)) {
      conversations.save(ConversationMetadata.of(conversation).title(conversation));
    }
    EventLog log = EventLog.of(store, conversation, null);
    for (JsonNode event : events) {
      ((ObjectNode) event).remove("id");
      log.append(event.toString());
      Thread.sleep(pauseMillis);
    }
    return events.size();
  }
}
