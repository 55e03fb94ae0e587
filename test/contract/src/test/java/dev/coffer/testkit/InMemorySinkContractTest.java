package dev.coffer.testkit;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The contract of sinks on the simplest one: a list of this process. */
class InMemorySinkContractTest extends EventSinkContract {
  @Override
  protected SinkReceiver newReceiver() {
    return new Listing();
  }

  @Override
  protected EventSink newSink(SinkReceiver to, FileStore files) {
    return events -> ((Listing) to).take(events, files);
  }

  private static final class Listing extends SinkReceiver {
    synchronized EventSink.Result take(List<FileEvent> events, FileStore files)
        throws InterruptedException {
      came(events.get(events.size() - 1).id().toString());
      return switch (mood()) {
        case WELL -> taken(events, files);
        case FAILING -> new EventSink.TryAgain("it fails", Optional.empty());
        case SILENT -> waited();
        case REFUSING -> new EventSink.Refused("no");
        case GONE -> new EventSink.Gone("gone");
      };
    }

    private EventSink.Result taken(List<FileEvent> events, FileStore files) {
      Map<FilePath, Boolean> there = new LinkedHashMap<>();
      for (FileEvent event : events) {
        try {
          event.changedPaths().forEach(path -> there.put(path, files.stat(path).isPresent()));
        } catch (FileStoreException e) {
          return new EventSink.Unreadable(List.of(event), e.getClass().getSimpleName());
        }
      }
      there.forEach((path, present) -> took(path.toString(), present));
      return new EventSink.Delivered();
    }

    private EventSink.Result waited() throws InterruptedException {
      TimeUnit.MILLISECONDS.timedWait(this, 50);
      return new EventSink.TryAgain("it says nothing", Optional.empty());
    }
  }
}
