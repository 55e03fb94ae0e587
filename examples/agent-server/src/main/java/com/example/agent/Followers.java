package com.example.agent;

import com.sun.net.httpserver.HttpExchange;
import dev.coffer.FileStore;
import dev.coffer.agent.AgentEvent;
import dev.coffer.agent.ConversationStore;
import dev.coffer.agent.EventFeed;
import dev.coffer.agent.EventLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Those who see a conversation grow, by server-sent events: {@code GET
 * /api/conversations/{id}/follow}. The id of each is that of the event, so that a browser that
 * connects again gets what it missed and nothing twice.
 */
final class Followers implements AutoCloseable {
  private static final int MOST = 100;
  private static final Duration PULSE = Duration.ofSeconds(15);

  private final FileStore store;
  private final ConversationStore conversations;
  private final Set<EventFeed> feeds = ConcurrentHashMap.newKeySet();

  Followers(FileStore store) {
    this.store = store;
    this.conversations = ConversationStore.of(store);
  }

  boolean isFollow(Request request) {
    List<String> path = request.segments();
    return request.method().equals("GET")
        && path.size() == 4
        && path.subList(0, 2).equals(List.of("api", "conversations"))
        && path.get(3).equals("follow");
  }

  void follow(Request request) throws IOException {
    String conversation = request.segments().get(2);
    if (!conversations.exists(conversation)) {
      throw new RequestException(404, "there is no conversation of this id");
    }
    if (feeds.size() >= MOST) {
      throw new RequestException(503, "too many follow conversations");
    }
    EventLog log = EventLog.of(store, conversation, null);
    try (EventFeed feed = log.follow(start(request))) {
      feeds.add(feed);
      try {
        send(feed, request.exchange());
      } finally {
        feeds.remove(feed);
      }
    }
  }

  private static long start(Request request) {
    Optional<String> last = request.header("Last-Event-ID");
    try {
      return last.isPresent()
          ? Long.parseLong(last.get()) + 1
          : request.number("start_id", 0, 0, Long.MAX_VALUE);
    } catch (NumberFormatException e) {
      throw new RequestException(400, "Last-Event-ID is the number of an event");
    }
  }

  /** Ends when the feed is closed, or when the client has gone: a write to it fails then. */
  private static void send(EventFeed feed, HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    while (feed.isOpen()) {
      Optional<AgentEvent> event = feed.next(PULSE);
      String text = event.map(Followers::message).orElse(": still here\n\n");
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private static String message(AgentEvent event) {
    String lines = event.json().replaceAll("\\R", "\ndata: ");
    return "id: " + event.id() + "\ndata: " + lines + "\n\n";
  }

  @Override
  public void close() {
    feeds.forEach(EventFeed::close);
  }
}
