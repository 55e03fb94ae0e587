package dev.coffer.app;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.versioning.FileHistory;
import dev.coffer.versioning.FileVersions;
import java.util.stream.Stream;

/** The versions of a store, for verbs that need them. */
final class KeptHistory {
  private KeptHistory() {}

  /**
   * Returns the versions of a store.
   *
   * @param verb who needs them, for the error
   * @throws ConfigurationException if it keeps none
   */
  static FileVersions of(FileStore store, String verb) {
    return store
        .unwrap(FileVersions.class)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    new ErrorContext(verb, "", store.name()),
                    "it keeps no versions of its files: set its option versioning=on, as in --store"
                        + " 'file:./data?versioning=on' or COFFER_VERSIONING=on",
                    null));
  }

  /** What to say of a path at which there is no file and was none. */
  static NotFoundException noVersions(
      String verb, FilePath path, FileStore store, FileVersions versions) {
    String hint =
        isDirectory(path, versions)
            ? "it is a directory, or was one" + ofDirectory(verb)
            : "there is no such file, and no version of one";
    return new NotFoundException(new ErrorContext(verb, path.toString(), store.name()), hint, null);
  }

  private static String ofDirectory(String verb) {
    return switch (verb) {
      case "restore" -> ": use -r and --at, or coffer undelete -r";
      case "undelete" -> ": use -r";
      default -> "";
    };
  }

  /** Whether there is a file below a path, or was one. */
  static boolean isDirectory(FilePath path, FileVersions versions) {
    try (Stream<FileHistory> below = versions.histories(path.toString())) {
      return below.iterator().hasNext();
    }
  }

  /** Refuses what never was a directory. */
  static void requireDirectory(
      String verb, FilePath directory, FileStore store, FileVersions versions) {
    if (!directory.isRoot() && !isDirectory(directory, versions)) {
      throw new CommandException(
          ExitCode.DIRECTORY_NOT_FOUND,
          verb
              + " "
              + directory
              + " on "
              + store.name()
              + ": there is no such directory, and was none");
    }
  }
}
