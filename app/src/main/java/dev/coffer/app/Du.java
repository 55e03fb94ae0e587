package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.app.filter.PathFilter;
import dev.coffer.versioning.FileHistory;
import dev.coffer.versioning.FileVersions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Counts files and bytes, child by child in one walk: what is below a child comes together. */
final class Du implements Verb {
  private static final VerbOption VERSIONS =
      VerbOption.of("--versions", "Count also what earlier versions hold.");
  private static final VerbOption STORED =
      VerbOption.of(
          "--stored", "Also how many bytes are stored, fewer where files are compressed.");

  @Override
  public Usage usage() {
    return new Usage(
        "du",
        "Count the bytes and files of each child of a directory, and of all.",
        TransferOptions.concat(List.of(VERSIONS, STORED, AtTime.OPTION), FilterOptions.ALL),
        List.of(
            new PositionalArgument(
                "PATH", PositionalArgument.Count.OPTIONAL, "The directory; else the root.")),
        """
        The columns are bytes, with --stored also stored bytes, and number of files, with --versions
        also bytes and number of earlier versions, then the path. What is deleted has versions
        alone.

        """
            + FilterOptions.NOTES
            + "\n"
            + AtTime.NOTES,
        List.of(
            "coffer du --versions",
            "coffer du --stored",
            "coffer du --json notes",
            "coffer du --exclude '*.tmp' notes"));
  }

  @Override
  public void run(CommandSession session) {
    refuseTwo(session.words());
    String path = StorePaths.requireNoUri(session.words().optional(0, ""));
    FilePath directory = FilePath.of(path);
    if (session.words().has(VERSIONS)) {
      countVersions(directory, FilterOptions.of(session.words()), session);
      return;
    }
    Optional<StoredSums> stored =
        session.words().has(STORED) ? Optional.of(stored(session, path)) : Optional.empty();
    OmittedNames omissions = new OmittedNames(session, false);
    DuSums sums = new DuSums(directory, session, stored);
    forEach(session, path, ListOptions.DEFAULTS, omissions, sums::add);
    sums.close();
    omissions.close();
  }

  private static void refuseTwo(ParsedArguments words) {
    if (words.has(VERSIONS) && words.has(STORED)) {
      throw new CommandException(ExitCode.USAGE, "du: --versions or --stored, not both");
    }
    if (AtTime.isGiven(words) && (words.has(VERSIONS) || words.has(STORED))) {
      String option = words.has(VERSIONS) ? VERSIONS.name() : STORED.name();
      throw new CommandException(
          ExitCode.USAGE, "du: " + option + " counts those of today: no --at");
    }
  }

  private static void countVersions(FilePath directory, PathFilter filter, CommandSession session) {
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

  /** Lists once more, without what the other listing tells of names that are left out. */
  private static StoredSums stored(CommandSession session, String path) {
    StoredSums sums = new StoredSums(FilePath.of(path));
    OmittedNames untold = new OmittedNames(session, false);
    forEach(session, path, ListOptions.DEFAULTS.withoutSizes(), untold, sums::add);
    return sums;
  }

  private static void forEach(
      CommandSession session,
      String path,
      ListOptions options,
      OmittedNames omissions,
      Consumer<FileInfo> action) {
    FilePath directory = FilePath.of(path);
    PathFilter filter = FilterOptions.of(session.words());
    ListedEntries.forEach(
        session,
        path,
        options.recursive(),
        omissions,
        entry -> {
          if (filter.chooses(entry, directory)) {
            action.accept((FileInfo) entry);
          }
        });
  }
}
