package dev.coffer.webhook;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The files as they are now. What a receiver is sent of a path is its present state, read at the
 * delivery: whatever changed meanwhile, the last delivery of a path carries its last state.
 */
record PresentContents(FileStore store) {
  /** A file's state: what is known of it, and its bytes. */
  record Loaded(FileInfo info, WebHookBody body) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /** Reads a file; nothing when it is not there. */
  Optional<Loaded> load(FilePath path) throws IOException {
    try (OpenedFile file = store.read(path, ReadOptions.DEFAULTS)) {
      return Optional.of(new Loaded(file.info(), WebHookBody.of(file.stream())));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** What becomes of a delivery of which some cannot be read; an interrupt stays one. */
  static EventSink.Result unreadable(List<FileEvent> events, Exception e)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("a delivery was interrupted");
    }
    String kind = e instanceof FileStoreException ? e.getClass().getSimpleName() : "I/O error";
    return new EventSink.Unreadable(events, "the file cannot be read: " + kind);
  }
}
