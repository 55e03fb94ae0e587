package dev.coffer.delivery;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Delivers each changed path as a CloudEvent of its own, with the state that it has when it is
 * delivered: a move is two events, of its target and of its source. Of several events of one path
 * the last is published.
 */
public final class CloudEventSink implements EventSink {
  private final CloudEvents events;
  private final CloudEventPublisher publisher;

  /**
   * Creates a sink.
   *
   * @param events describes changes
   * @param publisher publishes them; closed with this sink
   */
  public CloudEventSink(CloudEvents events, CloudEventPublisher publisher) {
    this.events = events;
    this.publisher = publisher;
  }

  @Override
  public Result deliver(List<FileEvent> changes) throws InterruptedException {
    Map<FilePath, CloudEvent> latest = new LinkedHashMap<>();
    List<FileEvent> unreadable = new ArrayList<>();
    Exception failure = null;
    for (FileEvent change : changes) {
      try {
        events.ofEachPath(change).forEach(event -> putLast(latest, event));
      } catch (IOException | FileStoreException e) {
        failure = e;
        unreadable.add(change);
      }
    }
    return failure == null
        ? publisher.publish(List.copyOf(latest.values()))
        : unreadable(unreadable, failure);
  }

  private static void putLast(Map<FilePath, CloudEvent> latest, CloudEvent event) {
    latest.remove(event.path());
    latest.put(event.path(), event);
  }

  /** Returns the result of a delivery with unreadable files; rethrows an interrupt. */
  private static Result unreadable(List<FileEvent> changes, Exception e)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("a delivery was interrupted");
    }
    String kind = e instanceof FileStoreException ? e.getClass().getSimpleName() : "I/O error";
    return new Unreadable(changes, "the file cannot be read: " + kind);
  }

  @Override
  public void close() {
    publisher.close();
  }
}
