package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.List;

/** Copies a file inside the store. */
final class Cp implements Verb {
  @Override
  public Usage usage() {
    return new Usage(
        "cp",
        "Copy a file inside the store, with its content type and metadata.",
        List.of(),
        List.of(
            PositionalArgument.of("SRC", "The file."),
            PositionalArgument.of(
                "DST", "Its new path, replaced; with a / at its end the directory for it.")),
        List.of("coffer cp notes/a.txt notes/d.txt", "coffer cp notes/a.txt backup/"));
  }

  @Override
  public void run(CommandSession session) {
    FilePath source = FilePath.ofFile(session.words().place(0));
    FilePath target = target(session.words().place(1), source);
    try (FileStore store = session.open()) {
      FileInfo copied = store.copy(source, target);
      if (session.json()) {
        session.console().out().println(JsonLine.of(copied));
      }
    }
  }

  /** The path that a user named; a directory takes the file under its name. */
  static FilePath target(String named, FilePath source) {
    return named.endsWith("/")
        ? FilePath.of(named).resolve(FilePath.of(source.name()))
        : FilePath.ofFile(named);
  }
}
