package dev.coffer.webhook;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends events as CloudEvents 1.0 in JSON; of a batch the last event of each path. */
record CloudEventPosts(WebHook hook, WebHookRequests requests, FileStore store, boolean batched)
    implements EventSink {
  @Override
  public Result deliver(List<FileEvent> events) throws InterruptedException {
    List<FileEvent> unreadable = new ArrayList<>();
    Map<FileEvent, FileInfo> files = new HashMap<>();
    FileStoreException failure = null;
    for (FileEvent event : last(events)) {
      try {
        store.stat(event.path()).ifPresent(file -> files.put(event, file));
      } catch (FileStoreException e) {
        failure = e;
        unreadable.add(event);
      }
    }
    return failure == null ? send(events, files) : PresentContents.unreadable(unreadable, failure);
  }

  private Result send(List<FileEvent> events, Map<FileEvent, FileInfo> files)
      throws InterruptedException {
    try (WebHookBody.Writer out = new WebHookBody.Writer()) {
      write(last(events), files, out);
      try (WebHookBody body = out.finish()) {
        String type = batched ? "cloudevents-batch+json" : "cloudevents+json";
        return requests.send(
            new WebHookMessage(
                events.get(events.size() - 1).id().toString(),
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

  private void write(List<FileEvent> events, Map<FileEvent, FileInfo> files, OutputStream out)
      throws IOException {
    String separator = batched ? "[" : "";
    for (FileEvent event : events) {
      JsonOutput.raw(out, separator);
      separator = ",";
      write(event, Optional.ofNullable(files.get(event)), out);
    }
    JsonOutput.raw(out, batched ? "]" : "");
  }

  /**
   * The current state of a path is decisive: an event that contradicts it is sent as that state.
   */
  private void write(FileEvent event, Optional<FileInfo> file, OutputStream out)
      throws IOException {
    FileEvent.Type type = event.type();
    if (file.isEmpty()) {
      type = FileEvent.Type.DELETED;
    } else if (type == FileEvent.Type.DELETED) {
      type = FileEvent.Type.WRITTEN;
    }
    JsonOutput.raw(out, "{\"specversion\":\"1.0\",\"id\":\"" + event.id() + "\",\"source\":");
    JsonOutput.text(out, source());
    String name = type.name().toLowerCase(Locale.ROOT);
    JsonOutput.raw(out, ",\"type\":\"dev.coffer.file." + name + ".v1\",\"subject\":");
    JsonOutput.text(out, event.path().toString());
    JsonOutput.raw(
        out, ",\"time\":\"" + event.time() + "\",\"sequence\":\"" + sequence(event) + "\"");
    JsonOutput.raw(out, ",\"datacontenttype\":\"application/json\",\"data\":{\"path\":");
    JsonOutput.text(out, event.path().toString());
    if (event.source().isPresent()) {
      JsonOutput.raw(out, ",\"source\":");
      JsonOutput.text(out, event.source().get().toString());
    }
    if (file.isPresent()) {
      JsonOutput.raw(out, ",\"size\":" + file.get().size() + ",\"etag\":");
      JsonOutput.text(out, file.get().etag());
    }
    JsonOutput.raw(out, "}}");
  }

  /** Returns a string of fixed length, since sequences are compared as strings. */
  private static String sequence(FileEvent event) {
    return String.format(Locale.ROOT, "%019d", event.order());
  }

  /** Returns the store as a URI. */
  private String source() {
    StringBuilder source = new StringBuilder("coffer:");
    for (byte b : store.toString().getBytes(StandardCharsets.UTF_8)) {
      boolean kept = b > 0x20 && "\"<>\\^`{|}%#?[]".indexOf(b) < 0;
      source.append(kept ? "" + (char) b : String.format(Locale.ROOT, "%%%02X", b));
    }
    return source.toString();
  }
}
