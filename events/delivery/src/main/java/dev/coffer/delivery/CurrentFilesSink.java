package dev.coffer.delivery;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import dev.coffer.spi.StoreCache;
import java.util.List;

/**
 * Delivers events with the files as they are now: a cache of this process may remember files that
 * another process has changed since, and forgets those of the events first.
 */
record CurrentFilesSink(EventSink sink, FileStore store) implements EventSink {
  @Override
  public Result deliver(List<FileEvent> events) throws InterruptedException {
    List<FilePath> paths =
        events.stream().flatMap(event -> event.changedPaths().stream()).distinct().toList();
    StoreCache.forget(store, paths);
    return sink.deliver(events);
  }

  @Override
  public void close() {
    sink.close();
  }
}
