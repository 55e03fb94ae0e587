package dev.coffer.app;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.app.filter.PathFilter;
import dev.coffer.versioning.FileHistory;
import dev.coffer.versioning.FileVersions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts files and bytes, child by child in one walk: what is below a child comes together. */
final class Du implements Verb {
  private static final VerbOption VERSIONS =
      VerbOption.of("--versions", "Count also what earlier versions hold.");

  @Override
  public Usage usage() {
    return new Usage(
        "du",
        "Count the bytes and files of each child of a directory, and of all.",
        TransferOptions.concat(List.of(VERSIONS, AtTime.OPTION), FilterOptions.ALL),
        List.of(
            new PositionalArgument(
                "PATH", PositionalArgument.Count.OPTIONAL, "The directory; else the root.")),
        """
        The columns are bytes and number of files, with --versions also bytes and number of earlier
        versions, then the path. What is deleted has versions alone.

        """
            + FilterOptions.NOTES
            + "\n"
            + AtTime.NOTES,
        List.of(
            "coffer du --versions", "coffer du --json notes", "coffer du --exclude '*.tmp' notes"));
  }

  @Override
  public void run(CommandSession session) {
    String path = StorePaths.requireNoUri(session.words().optional(0, ""));
    FilePath directory = FilePath.of(path);
    PathFilter filter = FilterOptions.of(session.words());
    if (session.words().has(VERSIONS)) {
      countVersions(directory, filter, session);
      return;
    }
    OmittedNames omissions = new OmittedNames(session, false);
    Sums sums = new Sums(directory, session);
    ListedEntries.forEach(
        session,
        path,
        ListOptions.DEFAULTS.recursive(),
        omissions,
        entry -> {
          if (filter.chooses(entry, directory)) {
            sums.add((FileInfo) entry);
          }
        });
    sums.close();
    omissions.close();
  }

  private static void countVersions(FilePath directory, PathFilter filter, CommandSession session) {
    if (AtTime.isGiven(session.words())) {
      throw new CommandException(ExitCode.USAGE, "du: --versions counts those of today: no --at");
    }
    HistorySums sums = new HistorySums(directory, session);
    try (FileStore store = session.openToRead()) {
      FileVersions versions = KeptHistory.of(store, "du");
      KeptHistory.requireDirectory("du", directory, store, versions);
      try (Stream<FileHistory> all = versions.histories(directory.toString())) {
        all.filter(one -> filter.chooses(one.path().relativeTo(directory))).forEach(sums::add);
      }
    }
    sums.close();
  }

  /** The sums of the children, one after the other, and of all. */
  private static final class Sums {
    private final FilePath directory;
    private final CommandSession session;
    private final Sum total;
    private @Nullable Sum child;

    Sums(FilePath directory, CommandSession session) {
      this.directory = directory;
      this.session = session;
      this.total = new Sum(new Directory(directory));
    }

    void add(FileInfo file) {
      Entry entry = childOf(file);
      Sum sum = child;
      if (sum == null || !sum.isOf(entry)) {
        print(sum);
        sum = new Sum(entry);
        child = sum;
      }
      sum.add(file);
      total.add(file);
    }

    private Entry childOf(FileInfo file) {
      String below = file.path().relativeTo(directory).toString();
      int slash = below.indexOf('/');
      return slash < 0
          ? file
          : new Directory(directory.resolve(FilePath.of(below.substring(0, slash))));
    }

    private void print(@Nullable Sum sum) {
      if (sum == null) {
        return;
      }
      if (session.json()) {
        session.console().out().println(sum.json().toString());
      } else {
        session.console().say(sum.columns() + Display.path(sum.entry));
      }
    }

    void close() {
      print(child);
      if (session.json()) {
        session.console().out().println(total.json().flag("total", true).toString());
      } else {
        session.console().say(total.columns() + "total");
      }
    }
  }

  /** What is at an entry or below it. */
  private static final class Sum {
    private final Entry entry;
    private long files;
    private long bytes;

    Sum(Entry entry) {
      this.entry = entry;
    }

    /** A file and a directory of one name are two. */
    boolean isOf(Entry other) {
      return entry.isDirectory() == other.isDirectory() && entry.path().equals(other.path());
    }

    void add(FileInfo file) {
      files++;
      bytes += file.size();
    }

    String columns() {
      return String.format(Locale.ROOT, "%15d %10d  ", bytes, files);
    }

    JsonLine json() {
      JsonLine line = new JsonLine();
      line.text("path", Display.path(entry)).flag("directory", entry.isDirectory());
      return line.number("size", bytes).number("files", files);
    }
  }
}
