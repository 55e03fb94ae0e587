package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Fetches one file. */
final class Get implements Verb {
  private static final String STANDARD_OUTPUT = "-";

  @Override
  public Usage usage() {
    return new Usage(
        "get",
        "Fetch a file. DEST is the whole old or the whole new file, whatever happens.",
        List.of(),
        List.of(
            Place.of("PATH", "The file in the store."),
            Place.of("DEST", "A local file or directory, or - for standard output.")),
        List.of("coffer get notes/a.txt copy.txt", "coffer get notes/a.txt - | wc -c"));
  }

  @Override
  public void run(Session session) {
    FilePath source = FilePath.ofFile(session.words().place(0));
    String destination = session.words().place(1);
    try (FileStore store = session.open();
        Progress progress = progress(destination, source, session.console())) {
      if (destination.equals(STANDARD_OUTPUT)) {
        Transfer.copy(store, source, session.console().out(), progress);
        return;
      }
      FileInfo fetched = new FileDownload(store, source, progress).to(target(destination, source));
      if (session.json()) {
        session.console().out().println(JsonLine.of(fetched));
      }
    }
  }

  /** Not among the data themselves. */
  private static Progress progress(String destination, FilePath source, Console console) {
    boolean mixed = destination.equals(STANDARD_OUTPUT) && console.terminals().out();
    return mixed ? Progress.none() : Progress.of(source.name(), console);
  }

  private static Path target(String destination, FilePath source) {
    Path named = LocalFiles.path(destination);
    if (Files.isDirectory(named)) {
      return named.resolve(source.name());
    }
    if (destination.endsWith("/")) {
      throw new CommandException(ExitCode.DIRECTORY_NOT_FOUND, destination + ": no such directory");
    }
    return named;
  }
}
