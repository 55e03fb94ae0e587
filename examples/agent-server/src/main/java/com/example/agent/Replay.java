package com.example.agent;

import dev.coffer.FileStore;
import dev.coffer.agent.ConversationMetadata;
import dev.coffer.agent.ConversationStore;
import dev.coffer.agent.EventLog;
import dev.coffer.agent.Locations;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recorded conversation: a file with a JSON array of events, or with one event a line. It becomes
 * the conversation of the file's name, and continues one that is there.
 */
record Replay(String conversation, List<ObjectNode> events) {
  private static final String LINES = ".jsonl";

  /** A name that can be no conversation's is refused. */
  Replay {
    Locations.conversationDir(conversation, null);
  }

  /** Reads a recording, or all of a directory. */
  static List<Replay> of(Path path) {
    try {
      return Files.isDirectory(path) ? all(path) : List.of(read(path));
    } catch (IOException e) {
      throw new StartException(path + " cannot be read: " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "this user may not read " + e.getMessage();
    }
    return String.valueOf(e.getMessage());
  }

  private static List<Replay> all(Path directory) throws IOException {
    List<Replay> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Replay::isRecording).sorted().toList()) {
        all.add(read(file));
      }
    }
    return all;
  }

  private static boolean isRecording(Path file) {
    return Files.isRegularFile(file) && file.toString().matches(".*\\.jsonl?");
  }

  private static Replay read(Path file) throws IOException {
    String name = file.getFileName().toString().replaceFirst("\\.jsonl?$", "");
    try {
      return new Replay(name, file.toString().endsWith(LINES) ? lines(file) : array(file));
    } catch (JacksonException | CharacterCodingException e) {
      throw notOne(file, e);
    }
  }

  private static List<ObjectNode> lines(Path file) throws IOException {
    List<ObjectNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        events.add(event(file, Json.MAPPER.readTree(line)));
      }
    }
    return events;
  }

  private static List<ObjectNode> array(Path file) throws IOException {
    JsonNode all = Json.MAPPER.readTree(Files.readString(file));
    if (!all.isArray()) {
      throw notOne(file, null);
    }
    List<ObjectNode> events = new ArrayList<>();
    all.forEach(event -> events.add(event(file, event)));
    return events;
  }

  private static ObjectNode event(Path file, JsonNode json) {
    if (json instanceof ObjectNode event) {
      return event;
    }
    throw notOne(file, null);
  }

  private static StartException notOne(Path file, Exception cause) {
    String events = file.toString().endsWith(LINES) ? "one event a line" : "an array of events";
    return new StartException(file + " is no recording, which is JSON: " + events, cause);
  }

  /** Appends the events. Their ids are those that the log gives. */
  long into(FileStore store, long pauseMillis) throws InterruptedException {
    ConversationStore conversations = ConversationStore.of(store);
    if (!conversations.exists(conversation)) {
      conversations.save(ConversationMetadata.of(conversation).title(conversation));
    }
    EventLog log = EventLog.of(store, conversation, null);
    for (ObjectNode event : events) {
      event.remove("id");
      log.append(event.toString());
      Thread.sleep(pauseMillis);
    }
    return events.size();
  }
}
