package dev.coffer.app;

import dev.coffer.app.quickstart.RecordedFiles;
import dev.coffer.app.quickstart.Tour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Shows the main job on real files, in a store that it makes for that. */
final class Quickstart implements Verb {
  /** Where the launcher says that the documentation is. */
  static final String DOCUMENTATION = "coffer.docs";

  @Override
  public Usage usage() {
    return new Usage(
        "quickstart",
        "Make a local store in a new folder, store DIR in it, list, read back, verify.",
        List.of(),
        List.of(
            new PositionalArgument(
                "DIR",
                PositionalArgument.Count.OPTIONAL,
                "Files to store; else the documentation or built-in samples.")),
        """
        A conversation of an agent that is recorded in DIR, as a JSON array of events or with one event
        a line, is stored one event a file: sessions/NAME/events/ID.json. NAME is the file's, ID the
        event's number or, where it has another id, its place. Every event begins with "id" and
        "timestamp"; what does not is a file like any other.
        """,
        List.of("coffer quickstart", "coffer quickstart photos"));
  }

  @Override
  public void run(CommandSession session) {
    if (session.words().has(VerbOption.STORE) || session.json()) {
      throw new CommandException(
          ExitCode.USAGE,
          "quickstart makes a store of its own and prints text: no --store, --json");
    }
    Console console = session.console();
    Optional<Path> directory = directory(session.words().places());
    Path folder = newFolder();
    RecordedFiles source =
        directory
            .map(files -> RecordedFiles.folder(files, folder))
            .orElseGet(RecordedFiles::samples);
    try {
      new Tour(folder, console::say, console::warn).run(source);
    } catch (Tour.FailedException e) {
      throw new CommandException(ExitCode.OTHER, String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw LocalFiles.failure(e);
    }
  }

  private static Optional<Path> directory(List<String> words) {
    if (!words.isEmpty()) {
      return Optional.of(existing(LocalFiles.path(words.get(0))));
    }
    String documentation = System.getProperty(DOCUMENTATION, "");
    return Optional.of(documentation)
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .filter(Files::isDirectory)
        .map(Quickstart::existing);
  }

  private static Path existing(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new CommandException(ExitCode.DIRECTORY_NOT_FOUND, directory + ": no such directory");
    }
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw LocalFiles.failure(directory, e);
    }
  }

  /** In the system's place for such folders: private, and never one that is in use. */
  private static Path newFolder() {
    try {
      return Files.createTempDirectory("coffer-quickstart-").toRealPath();
    } catch (IOException e) {
      throw LocalFiles.failure(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), e);
    }
  }
}
