package dev.coffer.webhook;

import dev.coffer.ConcurrentRequests;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends files together as one JSON array, with the last change of each path at the position of that
 * change.
 */
record BatchPosts(WebHook hook, WebHookRequests requests, PresentContents contents)
    implements EventSink {
  private static final int LOADED_AT_ONCE = 64;

  @Override
  public Result deliver(List<FileEvent> events) throws InterruptedException {
    Map<FilePath, Exception> failures = new ConcurrentHashMap<>();
    try (WebHookBody.Writer out = new WebHookBody.Writer()) {
      write(new ArrayList<>(lastChanges(events)), out, failures);
      return failures.isEmpty() ? send(events, out) : unreadable(events, failures);
    } catch (UncheckedIOException | IOException e) {
      return failed(e);
    }
  }

  private Result send(List<FileEvent> events, WebHookBody.Writer out)
      throws IOException, InterruptedException {
    try (WebHookBody body = out.finish()) {
      return requests.send(
          new WebHookMessage(
              events.get(events.size() - 1).id().toString(),
              "POST",
              hook.url(),
              Map.of("Content-Type", "application/json"),
              body));
    }
  }

  /** The events whose files cannot be read. */
  private static Result unreadable(List<FileEvent> events, Map<FilePath, Exception> failures)
      throws InterruptedException {
    List<FileEvent> some =
        events.stream()
            .filter(event -> event.changedPaths().stream().anyMatch(failures::containsKey))
            .toList();
    return PresentContents.unreadable(some, failures.values().iterator().next());
  }

  private static Result failed(Exception e) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("a delivery was interrupted");
    }
    return new Failed("the request cannot be created: " + e.getClass().getSimpleName());
  }

  static Set<FilePath> lastChanges(List<FileEvent> events) {
    Set<FilePath> paths = new LinkedHashSet<>();
    for (FileEvent event : events) {
      for (FilePath path : event.changedPaths()) {
        paths.remove(path);
        paths.add(path);
      }
    }
    return paths;
  }

  /**
   * Writes all files. After one that cannot be read, only checks which others cannot be read
   * either.
   */
  private void write(List<FilePath> paths, OutputStream out, Map<FilePath, Exception> failures)
      throws IOException {
    String separator = "[";
    for (int from = 0; from < paths.size(); from += LOADED_AT_ONCE) {
      List<FilePath> some = paths.subList(from, Math.min(paths.size(), from + LOADED_AT_ONCE));
      Map<FilePath, PresentContents.Loaded> files = new ConcurrentHashMap<>();
      try {
        load(some, files, failures);
        if (failures.isEmpty()) {
          write(some, files, separator, out);
          separator = ",";
        }
      } finally {
        for (PresentContents.Loaded file : files.values()) {
          file.close();
        }
      }
    }
    JsonOutput.raw(out, "]");
  }

  private static void write(
      List<FilePath> paths,
      Map<FilePath, PresentContents.Loaded> files,
      String first,
      OutputStream out)
      throws IOException {
    String separator = first;
    for (FilePath path : paths) {
      JsonOutput.raw(out, separator);
      separator = ",";
      write(path, Optional.ofNullable(files.get(path)), out);
    }
  }

  private void load(
      List<FilePath> paths,
      Map<FilePath, PresentContents.Loaded> files,
      Map<FilePath, Exception> failures) {
    int atOnce = contents.store().capabilities().concurrency();
    ConcurrentRequests.run(
        paths.iterator(),
        atOnce,
        path -> {
          try {
            contents.load(path).ifPresent(file -> files.put(path, file));
          } catch (IOException | FileStoreException e) {
            failures.put(path, e);
          }
        });
  }

  private static void write(FilePath path, Optional<PresentContents.Loaded> file, OutputStream out)
      throws IOException {
    JsonOutput.raw(
        out,
        file.isPresent() ? "{\"method\":\"POST\",\"path\":" : "{\"method\":\"DELETE\",\"path\":");
    JsonOutput.text(out, path.toString());
    if (file.isPresent()) {
      writeContent(file.get().body(), out);
    }
    JsonOutput.raw(out, "}");
  }

  private static void writeContent(WebHookBody body, OutputStream out) throws IOException {
    boolean text;
    try (InputStream in = body.open()) {
      text = JsonOutput.isText(in);
    }
    JsonOutput.raw(out, ",\"content\":");
    try (InputStream in = body.open()) {
      if (text) {
        JsonOutput.text(out, in);
      } else {
        JsonOutput.base64(out, in);
      }
    }
    JsonOutput.raw(out, text ? "" : ",\"encoding\":\"base64\"");
  }
}
