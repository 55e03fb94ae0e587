package dev.coffer.app;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Stores one file. */
final class Put implements Verb {
  private static final String STANDARD_INPUT = "-";

  @Override
  public Usage usage() {
    return new Usage(
        "put",
        "Store a file; what was at PATH is replaced.",
        List.of(),
        List.of(
            PositionalArgument.of("SRC", "A local file, or - for standard input."),
            PositionalArgument.of("PATH", "Its path in the store.")),
        List.of("coffer put report.txt 2026/report.txt", "date | coffer put - notes/now.txt"));
  }

  @Override
  public void run(CommandSession session) {
    FilePath target = FilePath.ofFile(session.words().place(1));
    try (FileStore store = session.open();
        Progress progress = Progress.of(target.name(), session.console())) {
      FileUpload upload = new FileUpload(store, target, progress);
      FileInfo stored = put(session.words().place(0), upload, session.console());
      if (session.json()) {
        session.console().out().println(JsonLine.of(stored));
      }
    }
  }

  private static FileInfo put(String source, FileUpload upload, Console console) {
    if (source.equals(STANDARD_INPUT)) {
      return upload.of(Content.of(console.in()));
    }
    Path file = LocalFiles.path(source);
    if (Files.isDirectory(file)) {
      throw new CommandException(ExitCode.USAGE, source + ": it is a directory (name a file)");
    }
    return upload.of(file);
  }
}
