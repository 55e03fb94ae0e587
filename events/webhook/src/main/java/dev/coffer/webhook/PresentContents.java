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
 * The current contents of files. A delivery carries the current state of a path, read at that time:
 * whatever changed meanwhile, the last delivery of a path carries its last state.
 */
record PresentContents(FileStore store) {
  /** The state of a file: its information and its bytes. */
  record Loaded(FileInfo info, WebHookBody body) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /** Reads a file; returns empty if it does not exist. */
  Optional<Loaded> load(FilePath path) throws IOException {
    try (OpenedFile file = store.read(path, ReadOptions.DEFAULTS)) {
      return Optional.of(new Loaded(file.info(), WebHookBody.of(file.stream())));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** Returns the result of a delivery with unreadable files; rethrows an interrupt. */
  static EventSink.Result unreadable(List<FileEvent> events, Exception e)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("a delivery was interrupted");
    }
    String kind = e instanceof FileStoreException ? e.getClass().getSimpleName() : "I/O error";
    return new EventSink.Unreadable(events, "the file cannot be read: " + kind);
  }
}
