package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.app.filter.PathFilter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Counts files and bytes, child by child in one walk: what is below a child comes together. */
final class Du implements Verb {
  private static final VerbOption STORED =
      VerbOption.of(
          "--stored", "Also how many bytes are stored, fewer where files are compressed.");

  @Override
  public Usage usage() {
    return new Usage(
        "du",
        "Count the bytes and files of each child of a directory, and of all.",
        Stream.concat(Stream.of(STORED), FilterOptions.ALL.stream()).toList(),
        List.of(
            new PositionalArgument(
                "PATH", PositionalArgument.Count.OPTIONAL, "The directory; else the root.")),
        FilterOptions.NOTES,
        List.of(
            "coffer du",
            "coffer du --json notes",
            "coffer du --exclude '*.tmp' notes",
            "coffer du --stored"));
  }

  @Override
  public void run(CommandSession session) {
    String path = StorePaths.requireNoUri(session.words().optional(0, ""));
    FilePath directory = FilePath.of(path);
    Optional<StoredSums> stored =
        session.words().has(STORED.name()) ? Optional.of(stored(session, path)) : Optional.empty();
    OmittedNames omissions = new OmittedNames(session, false);
    DuSums sums = new DuSums(directory, session, stored);
    forEach(session, path, ListOptions.DEFAULTS, omissions, sums::add);
    sums.close();
    omissions.close();
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
