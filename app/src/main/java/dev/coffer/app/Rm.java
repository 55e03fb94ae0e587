package dev.coffer.app;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.app.filter.PathFilter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Deletes files and, when asked, directories, or what is older than an age. */
final class Rm implements Verb {
  private static final int MOST_TOLD = 5;

  private static final VerbOption OLDER_THAN =
      new VerbOption(
          "--older-than", "AGE", "Only files that were written longer ago: 90s, 12h, 7d.");
  private static final VerbOption DRY_RUN =
      VerbOption.of("--dry-run", "Tell what would be deleted, delete nothing.");
  private static final VerbOption YES =
      VerbOption.of("--yes", "Do not ask before a directory is deleted.");

  @Override
  public Usage usage() {
    return new Usage(
        "rm",
        "Delete files. The first that fails ends it.",
        TransferOptions.concat(
            List.of(
                VerbOption.of("-r", "A directory with all that is below it, too."),
                VerbOption.of("-f", "What is not there is no error."),
                YES,
                OLDER_THAN,
                DRY_RUN),
            FilterOptions.ALL),
        List.of(
            new PositionalArgument(
                "PATH",
                PositionalArgument.Count.SEVERAL,
                "Files; with -r directories, too; with --older-than patterns.")),
        """
        With -r it asks on a terminal before it deletes a directory, unless --yes is given. If the
        answer is no, the exit code is 1. When something of the directory is left, such as a name
        that no path can have, the exit code is 6.

        With --older-than each PATH is a pattern of files: * is any text within a segment, ? is one
        character, ** as a segment is any number of segments. Quote it, so that the shell leaves it
        alone. A pattern that matches nothing is no error. With -r a PATH is a directory, too, and
        the old files of all levels below it are meant. A file that is written while the command
        runs is no longer old: it stays, and that is no error.

        """
            + FilterOptions.NOTES
            + """
        They belong to -r: what they leave out of a directory stays.
        """,
        List.of(
            "coffer rm notes/a.txt",
            "coffer rm --older-than 7d --dry-run 'notes/**'",
            "coffer rm --older-than 7d '**/*.tmp' 'runtime/**'",
            "coffer rm -r --older-than 30d users/ada/artifacts",
            "coffer rm -r --exclude '*.txt' notes",
            "coffer rm -r --yes notes"));
  }

  @Override
  public void run(CommandSession session) {
    ParsedArguments words = session.words();
    words.places().forEach(StorePaths::requireNoUri);
    PathFilter filter = FilterOptions.of(words);
    String age = words.value(OLDER_THAN);
    if (age != null || !words.has("-r")) {
      FilterOptions.requireNone(words, "belong to -r and a directory");
    }
    if (age != null) {
      OldFiles old =
          words.has("-r")
              ? OldFiles.below(age, words.places())
              : OldFiles.olderThan(age, words.places());
      try (FileStore store = session.openPresent()) {
        old.delete(store, session, words.has(DRY_RUN));
      }
      return;
    }
    try (FileStore store = session.openPresent()) {
      for (String path : words.places()) {
        delete(path, filter, store, session);
      }
    }
  }

  private static void delete(
      String path, PathFilter filter, FileStore store, CommandSession session) {
    ParsedArguments words = session.words();
    boolean file = !path.endsWith("/") && store.exists(path);
    boolean directory =
        NotFoundErrors.isDirectory(path, store)
            || (!file && NotFoundErrors.isListed(FilePath.of(path), store));
    if (directory && !filter.isEmpty()) {
      deleteChosen(FilePath.of(path), filter, store, session);
    } else if (directory && words.has("-r")) {
      deleteTree(path, store, session);
    } else if (file && words.has(DRY_RUN)) {
      tell(store.stat(path).orElseThrow(() -> NotFoundErrors.file("delete", path, store)), session);
    } else if (file) {
      store.deleteFile(path);
    } else if (directory) {
      throw new CommandException(
          ExitCode.USAGE,
          "delete " + path + " on " + store.name() + ": it is a directory (use -r)");
    } else if (!words.has("-f")) {
      throw NotFoundErrors.file("delete", path, store);
    }
  }

  private static void deleteTree(String path, FileStore store, CommandSession session) {
    FilePath tree = FilePath.of(path).requireFile("delete", store.name());
    if (session.words().has(DRY_RUN)) {
      tell(new Directory(tree), session);
    } else {
      requireConfirmed("delete all of " + tree + "/ on " + store.name() + "?", tree, session);
      store.delete(path);
      requireGone(tree, store);
    }
  }

  private static void requireConfirmed(String question, FilePath tree, CommandSession session) {
    if (!session.words().has(YES) && !session.console().confirms(question)) {
      throw new CommandException(ExitCode.OTHER, "nothing of " + tree + "/ is deleted");
    }
  }

  private static void deleteChosen(
      FilePath directory, PathFilter filter, FileStore store, CommandSession session) {
    FilePath tree = directory.requireFile("delete", store.name());
    boolean dryRun = session.words().has(DRY_RUN);
    if (!dryRun) {
      String question = "delete what matches in " + tree + "/ on " + store.name() + "?";
      requireConfirmed(question, tree, session);
    }
    BatchDeletion deletion = new BatchDeletion(store);
    try (Stream<FileInfo> below = store.walk(tree.toString())) {
      Iterator<FileInfo> chosen = below.filter(file -> filter.chooses(file, tree)).iterator();
      while (chosen.hasNext()) {
        FileInfo file = chosen.next();
        if (dryRun) {
          tell(file, session);
        } else {
          deletion.add(file.path());
        }
      }
    }
    deletion.flush();
  }

  /** What no path can name may have stayed, and what another program wrote meanwhile. */
  private static void requireGone(FilePath tree, FileStore store) {
    List<String> left = new ArrayList<>();
    ListOptions options =
        ListOptions.DEFAULTS.pageSize(MOST_TOLD).onOmitted(name -> left.add(name.name()));
    try (Stream<Entry> entries = store.list(tree, options)) {
      entries.limit(MOST_TOLD).forEach(entry -> left.add(Display.path(entry)));
    }
    if (left.isEmpty() && NotFoundErrors.isListed(tree, store)) {
      left.add(tree + "/");
    }
    if (!left.isEmpty()) {
      String some = left.stream().limit(MOST_TOLD).collect(Collectors.joining(", "));
      throw new CommandException(
          ExitCode.NOT_RETRYABLE,
          "delete " + tree + " on " + store.name() + ": not all is deleted; left: " + some);
    }
  }

  private static void tell(Entry entry, CommandSession session) {
    if (session.json()) {
      session.console().out().println(JsonLine.of(entry));
    } else {
      session.console().say(Display.path(entry));
    }
  }

  /** Tells of a file that would be deleted. */
  static void tell(FileInfo file, CommandSession session) {
    tell((Entry) file, session);
  }
}
