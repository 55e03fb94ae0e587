package dev.coffer.app;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.List;

/** Writes files to standard output. */
final class Cat implements Verb {
  @Override
  public Usage usage() {
    return new Usage(
        "cat",
        "Write files to standard output, one after the other.",
        List.of(),
        List.of(new PositionalArgument("PATH", PositionalArgument.Count.SEVERAL, "The files.")),
        List.of("coffer cat notes/a.txt", "coffer cat notes/a.txt notes/b.txt | sort"));
  }

  @Override
  public void run(CommandSession session) {
    try (FileStore store = session.open()) {
      for (String path : session.words().places()) {
        StreamTransfer.copy(store, FilePath.ofFile(path), session.console().out(), Progress.none());
      }
    }
  }
}
