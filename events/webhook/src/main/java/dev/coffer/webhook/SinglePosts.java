package dev.coffer.webhook;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends each file in a request of its own: POST with its content, or DELETE. */
record SinglePosts(WebHook hook, WebHookRequests requests, PresentContents contents)
    implements EventSink {
  @Override
  public Result deliver(List<FileEvent> events) throws InterruptedException {
    FileEvent event = events.get(0);
    for (FilePath path : event.changedPaths()) {
      // The second request of a move has an id of its own, for receivers that remember ids.
      String id = event.id() + (path.equals(event.path()) ? "" : ".source");
      Result result = deliver(id, path, event);
      if (!(result instanceof Delivered)) {
        return result;
      }
    }
    return new Delivered();
  }

  private Result deliver(String id, FilePath path, FileEvent event) throws InterruptedException {
    try {
      Optional<PresentContents.Loaded> file = contents.load(path);
      return file.isPresent() ? post(id, path, file.get()) : delete(id, path);
    } catch (IOException | FileStoreException e) {
      return PresentContents.unreadable(List.of(event), e);
    }
  }

  private Result post(String id, FilePath path, PresentContents.Loaded file)
      throws IOException, InterruptedException {
    try (file) {
      return requests.send(
          new WebHookMessage(
              id, "POST", WebHookUrls.of(hook.url(), path), type(path, file), file.body()));
    }
  }

  /**
   * Returns the file's own content type; JSON files without one are labelled for receivers that
   * parse JSON.
   */
  private static Map<String, String> type(FilePath path, PresentContents.Loaded file) {
    Optional<String> guessed =
        path.name().endsWith(".json") ? Optional.of("application/json") : Optional.empty();
    return file.info()
        .contentType()
        .or(() -> guessed)
        .map(type -> Map.of("Content-Type", type))
        .orElse(Map.of());
  }

  private Result delete(String id, FilePath path) throws InterruptedException {
    return requests.send(
        new WebHookMessage(
            id, "DELETE", WebHookUrls.of(hook.url(), path), Map.of(), WebHookBody.EMPTY));
  }
}
