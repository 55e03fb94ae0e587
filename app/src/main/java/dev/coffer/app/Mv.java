package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.List;

/** Moves a file inside the store. */
final class Mv implements Verb {
  @Override
  public Usage usage() {
    return new Usage(
        "mv",
        "Move a file inside the store, with its content type and metadata.",
        List.of(),
        List.of(
            PositionalArgument.of("SRC", "The file."),
            PositionalArgument.of(
                "DST", "Its new path, replaced; with a / at its end the directory for it.")),
        List.of("coffer mv notes/a.txt notes/d.txt", "coffer mv notes/d.txt archive/"));
  }

  @Override
  public void run(CommandSession session) {
    FilePath source = FilePath.ofFile(session.words().place(0));
    FilePath target = Cp.target(session.words().place(1), source);
    try (FileStore store = session.open()) {
      FileInfo moved = store.move(source, target);
      if (session.json()) {
        session.console().out().println(JsonLine.of(moved));
      }
    }
  }
}
