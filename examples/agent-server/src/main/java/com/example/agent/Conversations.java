package com.example.agent;

import dev.coffer.FileStore;
import dev.coffer.agent.AgentEvent;
import dev.coffer.agent.ConversationMetadata;
import dev.coffer.agent.ConversationPage;
import dev.coffer.agent.ConversationStore;
import dev.coffer.agent.EventFilter;
import dev.coffer.agent.EventLog;
import dev.coffer.agent.EventPage;
import dev.coffer.agent.EventRange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests below {@code /api/conversations}. */
final class Conversations {
  private static final int MOST = 100;
  private static final int USUAL = 20;

  private final FileStore store;
  private final ConversationStore conversations;

  /** Those that were used last: a log knows its next id, and a new one asks the store. */
  private final Map<String, EventLog> logs =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EventLog> eldest) {
          return size() > MOST;
        }
      };

  Conversations(FileStore store) {
    this.store = store;
    this.conversations = ConversationStore.of(store);
  }

  Response answer(Request request) throws IOException {
    List<String> path = request.segments();
    String what = path.size() > 3 ? path.get(3) : "";
    String call = request.method() + (path.size() == 2 ? " all" : path.size() == 3 ? "" : " " + what);
    return switch (call) {
      case "GET all" -> search(request);
      case "POST all" -> create(request);
      case "GET" -> Response.json(info(conversations.get(path.get(2))));
      case "PATCH" -> rename(path.get(2), request);
      case "DELETE" -> delete(path.get(2));
      case "GET events" -> events(log(path.get(2)), request);
      case "POST events" -> append(log(path.get(2)), request);
      case "GET trajectory" -> trajectory(log(path.get(2)));
      default -> throw new RequestException(404, "there is nothing at this path");
    };
  }

  private EventLog log(String conversation) {
    if (!conversations.exists(conversation)) {
      throw new RequestException(404, "there is no conversation of this id");
    }
    synchronized (logs) {
      return logs.computeIfAbsent(conversation, id -> EventLog.of(store, id, null));
    }
  }

  private Response search(Request request) {
    int limit = (int) request.number("limit", USUAL, 1, MOST);
    ConversationPage page = conversations.search(request.parameter("page_id").orElse(null), limit);
    ObjectNode answer = Json.object();
    ArrayNode results = answer.putArray("results");
    page.conversations().forEach(conversation -> results.add(info(conversation)));
    answer.put("next_page_id", page.nextPageId().orElse(null));
    return Response.json(answer);
  }

  private static ObjectNode info(ConversationMetadata conversation) {
    ObjectNode info = Json.object().put("conversation_id", conversation.conversationId());
    info.put("title", conversation.title().orElse(null));
    info.put("last_updated_at", conversation.lastUpdatedAt().map(Object::toString).orElse(null));
    info.put("status", "STOPPED");
    info.put("selected_repository", conversation.selectedRepository().orElse(null));
    info.put("selected_branch", conversation.selectedBranch().orElse(null));
    info.put("git_provider", conversation.gitProvider().orElse(null));
    info.put("trigger", conversation.trigger().orElse(null));
    info.put("num_connections", 0);
    info.putNull("url");
    info.put("created_at", conversation.createdAt().toString());
    ArrayNode numbers = info.putArray("pr_number");
    conversation.pullRequests().forEach(numbers::add);
    return info;
  }

  private Response create(Request request) throws IOException {
    ObjectNode body = Json.parse(request.body());
    String id = UUID.randomUUID().toString().replace("-", "");
    String repository = Json.text(body, "repository");
    ConversationMetadata made =
        ConversationMetadata.of(id)
            .title("Conversation " + id.substring(0, 5))
            .trigger("gui")
            .selectedRepository(repository.isEmpty() ? null : repository);
    conversations.save(made);
    String message = Json.text(body, "initial_user_msg");
    if (!message.isEmpty()) {
      EventLog.of(store, id, null).append(message(message), "user");
    }
    return Response.json(Json.object().put("status", "ok").put("conversation_id", id));
  }

  private static String message(String content) {
    ObjectNode event = Json.object().put("message", content).put("action", "message");
    event.putObject("args").put("content", content).put("wait_for_response", false);
    return event.toString();
  }

  private Response rename(String id, Request request) throws IOException {
    String title = Json.text(Json.parse(request.body()), "title").strip();
    if (title.isEmpty() || title.length() > 200) {
      throw new RequestException(400, "title has 1 to 200 characters");
    }
    conversations.update(id, conversation -> conversation.title(title));
    return Response.json(true);
  }

  private Response delete(String id) {
    boolean present = conversations.exists(id);
    conversations.delete(id);
    synchronized (logs) {
      logs.remove(id);
    }
    return Response.json(present);
  }

  /** Answers with up to 100 events, and whether there are more. */
  private static Response events(EventLog log, Request request) {
    long limit = request.number("limit", USUAL, 0, MOST);
    EventRange range =
        EventRange.ALL.from(request.number("start_id", 0, 0, Long.MAX_VALUE)).limit(limit);
    if (request.parameter("end_id").isPresent()) {
      range = range.to(request.number("end_id", 0, 0, Long.MAX_VALUE));
    }
    EventPage page = log.page(filter(request), request.flag("reverse") ? range.reverse() : range);
    String events = page.events().stream().map(AgentEvent::json).collect(Collectors.joining(","));
    return Response.json("{\"events\":[" + events + "],\"has_more\":" + page.hasMore() + "}");
  }

  private static EventFilter filter(Request request) {
    EventFilter filter = EventFilter.ALL;
    if (request.parameter("source").isPresent()) {
      filter = filter.source(request.parameter("source").get());
    }
    if (request.parameter("query").isPresent()) {
      filter = filter.query(request.parameter("query").get());
    }
    return request.flag("exclude_hidden") ? filter.visible() : filter;
  }

  private static Response append(EventLog log, Request request) throws IOException {
    String body = request.body();
    Json.parse(body);
    long id = log.append(body);
    return Response.json(Json.object().put("success", true).put("id", id));
  }

  private static Response trajectory(EventLog log) {
    try (Stream<String> events = log.events(0)) {
      return Response.json(
          events.collect(Collectors.joining(",", "{\"trajectory\":[", "]}")));
    }
  }
}
