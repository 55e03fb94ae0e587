package dev.coffer.app;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.app.filter.PathFilter;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Lists a directory, entry by entry as the store gives them. */
final class Ls implements Verb {
  @Override
  public Usage usage() {
    return new Usage(
        "ls",
        "List a directory.",
        TransferOptions.concat(
            List.of(
                VerbOption.of("-r", "Every file below, files only."),
                VerbOption.of("-l", "Size in bytes, time and path.")),
            FilterOptions.ALL),
        List.of(
            new PositionalArgument(
                "PATH", PositionalArgument.Count.OPTIONAL, "The directory; else the root.")),
        """
        Links, special files and names that no path can have, which other programs made, are no part
        of the store. How many there are stands on standard error; with -l they are named there.

        """
            + FilterOptions.NOTES,
        List.of(
            "coffer ls",
            "coffer ls -r -l notes",
            "coffer ls -r --include '*.txt'",
            "coffer ls -r --json | wc -l"));
  }

  @Override
  public void run(CommandSession session) {
    ParsedArguments words = session.words();
    String path = StorePaths.requireNoUri(words.optional(0, ""));
    FilePath directory = FilePath.of(path);
    PathFilter filter = FilterOptions.of(words);
    OmittedNames omissions = new OmittedNames(session, words.has("-l"));
    ListOptions all = ListOptions.DEFAULTS.onOmitted(omissions::add);
    ListOptions options = words.has("-r") ? all.recursive() : all;
    try (FileStore store = session.open();
        Stream<Entry> entries = store.list(directory, options)) {
      Iterator<Entry> rest = entries.iterator();
      if (!rest.hasNext() && omissions.isEmpty()) {
        NotFoundErrors.requireDirectory(path, store);
      }
      while (rest.hasNext()) {
        Entry entry = rest.next();
        if (filter.isEmpty() || filter.chooses(entry, directory)) {
          print(entry, session);
        }
      }
    }
    omissions.close();
  }

  private static void print(Entry entry, CommandSession session) {
    if (session.json()) {
      session.console().out().println(JsonLine.of(entry));
    } else {
      session
          .console()
          .say(session.words().has("-l") ? Display.columns(entry) : Display.path(entry));
    }
  }
}
