package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import java.util.List;
import java.util.Map;

/** Says what the store knows of a file. */
final class Stat implements Verb {
  @Override
  public Usage usage() {
    return new Usage(
        "stat",
        "Say what the store knows of a file.",
        List.of(AtTime.OPTION),
        List.of(PositionalArgument.of("PATH", "The file.")),
        AtTime.NOTES,
        List.of("coffer stat notes/a.txt", "coffer stat --json notes/a.txt"));
  }

  @Override
  public void run(CommandSession session) {
    String path = session.words().place(0);
    try (FileStore store = session.openToRead()) {
      FileInfo file = store.stat(path).orElseThrow(() -> NotFoundErrors.file("stat", path, store));
      if (session.json()) {
        session.console().out().println(JsonLine.of(file));
      } else {
        print(file, session.console());
      }
    }
  }

  private static void print(FileInfo file, Console console) {
    console.say("path:          " + file.path());
    console.say("size:          " + file.size());
    console.say("last modified: " + file.lastModified());
    console.say("etag:          " + file.etag());
    if (file.contentType().isPresent()) {
      console.say("content type:  " + file.contentType().get());
    }
    for (Map.Entry<String, String> entry : file.metadata().entrySet()) {
      console.say("metadata:      " + entry.getKey() + "=" + entry.getValue());
    }
  }
}
