package dev.coffer.app;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.app.filter.PathFilter;
import java.util.List;

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
                VerbOption.of("-l", "Size in bytes, time and path."),
                AtTime.OPTION),
            FilterOptions.ALL),
        List.of(
            new PositionalArgument(
                "PATH", PositionalArgument.Count.OPTIONAL, "The directory; else the root.")),
        """
        Links, special files and names that no path can have, which other programs made, are no part
        of the store. How many there are stands on standard error; with -l they are named there.

        """
            + FilterOptions.NOTES
            + "\n"
            + AtTime.NOTES,
        List.of(
            "coffer ls",
            "coffer ls -r -l notes",
            "coffer ls -r --include '*.txt'",
            "coffer ls -r --json | wc -l",
            "coffer ls -r --at 'yesterday 10:00'"));
  }

  @Override
  public void run(CommandSession session) {
    ParsedArguments words = session.words();
    String path = StorePaths.requireNoUri(words.optional(0, ""));
    FilePath directory = FilePath.of(path);
    PathFilter filter = FilterOptions.of(words);
    OmittedNames omissions = new OmittedNames(session, words.has("-l"));
    ListOptions options = words.has("-r") ? ListOptions.DEFAULTS.recursive() : ListOptions.DEFAULTS;
    ListedEntries.forEach(
        session,
        path,
        options,
        omissions,
        entry -> {
          if (filter.isEmpty() || filter.chooses(entry, directory)) {
            print(entry, session);
          }
        });
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
