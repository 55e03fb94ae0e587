package dev.coffer.app;

import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** What to say of a file that is not there. */
final class NotFoundErrors {
  private NotFoundErrors() {}

  static NotFoundException file(String operation, String path, FileStore store) {
    String hint = isDirectory(path, store) ? "it is a directory" : null;
    return new NotFoundException(new ErrorContext(operation, path, store.name()), hint, null);
  }

  /** Returns the error, or one with a hint if the path is that of a directory. */
  static NotFoundException orDirectory(
      NotFoundException error, String hint, FilePath path, FileStore store) {
    try {
      return isDirectory(path.toString(), store)
          ? new NotFoundException(
              new ErrorContext(error.operation(), path.toString(), store.name()), hint, error)
          : error;
    } catch (FileStoreException e) {
      // Who may not list learns that the file is missing.
      return error;
    }
  }

  /** A directory exists through the files below it, also those that no path can name. */
  static boolean isDirectory(String path, FileStore store) {
    AtomicBoolean omitted = new AtomicBoolean();
    ListOptions options = ListOptions.DEFAULTS.pageSize(1).onOmitted(name -> omitted.set(true));
    try (Stream<Entry> entries = store.entries(path, options)) {
      return entries.iterator().hasNext() || omitted.get();
    }
  }

  /**
   * Whether the listing of the directory above shows a directory, as it shows an empty one that
   * another program made.
   */
  static boolean isListed(FilePath directory, FileStore store) {
    String text = directory + "/";
    try (Stream<Entry> beside =
        directory.isRoot()
            ? Stream.empty()
            : store.list(
                directory.parent().orElseThrow(),
                ListOptions.DEFAULTS.startAfter(directory.toString()))) {
      return beside
          .takeWhile(entry -> FilePath.compareUtf8(Display.path(entry), text) <= 0)
          .anyMatch(entry -> entry.isDirectory() && entry.path().equals(directory));
    }
  }

  /** Refuses what is no directory: one exists through its files; only the root may be empty. */
  static void requireDirectory(String path, FileStore store) {
    if (!FilePath.of(path).isRoot()) {
      String reason = store.exists(path) ? "it is a file" : "no such directory";
      throw new CommandException(
          ExitCode.DIRECTORY_NOT_FOUND, "list " + path + " on " + store.name() + ": " + reason);
    }
  }
}
