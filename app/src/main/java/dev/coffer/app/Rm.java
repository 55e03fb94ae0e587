package dev.coffer.app;

import dev.coffer.FileStore;
import java.util.List;

/** Deletes files and, when asked, directories. */
final class Rm implements Verb {
  @Override
  public Usage usage() {
    return new Usage(
        "rm",
        "Delete files. The first that fails ends it.",
        List.of(
            Flag.of("-r", "A directory with all that is below it, too."),
            Flag.of("-f", "What is not there is no error.")),
        List.of(new Place("PATH", Place.Count.SEVERAL, "Files; with -r directories, too.")),
        List.of("coffer rm notes/a.txt notes/b.txt", "coffer rm -r notes"));
  }

  @Override
  public void run(Session session) {
    try (FileStore store = session.open()) {
      for (String path : session.words().places()) {
        delete(path, store, session.words());
      }
    }
  }

  private static void delete(String path, FileStore store, Words words) {
    boolean directory = Missing.isDirectory(path, store);
    boolean file = !path.endsWith("/") && store.exists(path);
    if (directory && words.has("-r")) {
      store.delete(path);
    } else if (file) {
      store.deleteFile(path);
    } else if (directory) {
      throw new CommandException(
          ExitCode.USAGE, "delete " + path + " on " + store + ": it is a directory (use -r)");
    } else if (!words.has("-f")) {
      throw Missing.file("delete", path, store);
    }
  }
}
