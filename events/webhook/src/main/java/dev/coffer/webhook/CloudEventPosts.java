package dev.coffer.webhook;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.delivery.CloudEvent;
import dev.coffer.delivery.CloudEvents;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sends events as CloudEvents 1.0 in JSON; of a batch the last event of each path. */
record CloudEventPosts(
    WebHook hook, WebHookRequests requests, CloudEvents describing, boolean batched)
    implements EventSink {
  @Override
  public Result deliver(List<FileEvent> events) throws InterruptedException {
    List<FileEvent> unreadable = new ArrayList<>();
    List<CloudEvent> described = new ArrayList<>();
    Exception failure = null;
    for (FileEvent event : last(events)) {
      try {
        described.add(describing.of(event));
      } catch (IOException | FileStoreException e) {
        failure = e;
        unreadable.add(event);
      }
    }
    return failure == null
        ? send(events.get(events.size() - 1).id().toString(), described)
        : PresentContents.unreadable(unreadable, failure);
  }

  private Result send(String id, List<CloudEvent> events) throws InterruptedException {
    try (WebHookBody.Writer out = new WebHookBody.Writer()) {
      write(events, out);
      try (WebHookBody body = out.finish()) {
        String type = batched ? "cloudevents-batch+json" : "cloudevents+json";
        return requests.send(
            new WebHookMessage(
                id,
                "POST",
                hook.url(),
                Map.of("Content-Type", "application/" + type + "; charset=utf-8"),
                body));
      }
    } catch (IOException e) {
      return new Failed("the request cannot be created: " + e.getClass().getSimpleName());
    }
  }

  /** Returns the events that are the last of one of their paths. */
  private static List<FileEvent> last(List<FileEvent> events) {
    Set<FilePath> later = new HashSet<>();
    Deque<FileEvent> kept = new ArrayDeque<>();
    for (int i = events.size() - 1; i >= 0; i--) {
      if (later.addAll(events.get(i).changedPaths())) {
        kept.addFirst(events.get(i));
      }
    }
    return List.copyOf(kept);
  }

  private void write(List<CloudEvent> events, OutputStream out) throws IOException {
    String separator = batched ? "[" : "";
    for (CloudEvent event : events) {
      JsonOutput.raw(out, separator);
      separator = ",";
      JsonOutput.raw(out, event.json());
    }
    JsonOutput.raw(out, batched ? "]" : "");
  }
}
