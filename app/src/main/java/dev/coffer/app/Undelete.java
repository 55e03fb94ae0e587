package dev.coffer.app;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.versioning.FileHistory;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings back files that are deleted. */
final class Undelete implements Verb {
  private static final VerbOption SINCE =
      new VerbOption("--since", "TIME", "Only what was deleted since: '2h ago', 'today 09:00'.");

  @Override
  public Usage usage() {
    return new Usage(
        "undelete",
        "Bring back files that are deleted, each with its last content.",
        options(),
        List.of(
            new PositionalArgument(
                "PATH", PositionalArgument.Count.SEVERAL, "Files; with -r directories, too.")),
        """
        Nothing that is there is replaced, whoever writes it and when: a file that is not deleted is
        left alone. After an interruption, run it again: it goes on where it was. With -r a file that
        fails holds up no other. Without --since all files below a directory come back that were ever
        deleted there; look first with --dry-run. With --since a file whose deletion Coffer did not record
        stays deleted, since another program deleted it or a process was killed: a message says so, and
        with -r a count. A directory as it was is brought back by coffer restore -r --at.

        """
            + FilterOptions.NOTES,
        List.of(
            "coffer rm notes/a.txt && coffer undelete notes/a.txt",
            "coffer undelete -r --since '1h ago' --dry-run notes"));
  }

  private static List<VerbOption> options() {
    List<VerbOption> options = new ArrayList<>();
    options.addAll(List.of(TransferOptions.RECURSIVE, SINCE, TransferOptions.DRY_RUN));
    options.addAll(FilterOptions.ALL);
    options.add(TransferOptions.PARALLEL);
    return options;
  }

  @Override
  public void run(CommandSession session) {
    ParsedArguments words = session.words();
    boolean recursive = words.has(TransferOptions.RECURSIVE);
    List<FilePath> paths =
        words.places().stream()
            .map(word -> recursive ? StorePaths.of(word) : StorePaths.file(word))
            .toList();
    Optional<Instant> since = since(words);
    if (!recursive) {
      FilterOptions.requireNone(words, "belong to -r and a directory");
    }
    try (FileStore store = session.openPresent()) {
      FileVersions versions = KeptHistory.of(store, "undelete");
      for (FilePath path : paths) {
        RestoreRun run =
            new RestoreRun(session, store, versions, new RestoreReport(session, "undelete"));
        if (recursive && KeptHistory.isDirectory(path, versions)) {
          run.below(path, List.of(history -> step(history, since, run)));
        } else {
          file(path.requireFile("undelete", store.name()), since, run);
        }
      }
    }
  }

  private static Optional<Instant> since(ParsedArguments words) {
    return Optional.ofNullable(words.value(SINCE))
        .map(text -> Moment.parse(text, Clock.system(ZoneId.systemDefault())));
  }

  private static Optional<Runnable> step(
      FileHistory history, Optional<Instant> since, RestoreRun run) {
    Optional<FileVersion> newest = history.newest();
    if (history.current().isPresent() || newest.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> deletion =
        history.versions().stream()
            .findFirst()
            .filter(FileVersion::deleteMarker)
            .map(FileVersion::time);
    if (since.isPresent() && deletion.isEmpty()) {
      run.report().undated();
    }
    return newest
        .filter(version -> isSince(deletion, since))
        .map(version -> () -> run.restore(history, version));
  }

  private static boolean isSince(Optional<Instant> deletion, Optional<Instant> since) {
    return since
        .map(moment -> deletion.filter(time -> !time.isBefore(moment)).isPresent())
        .orElse(true);
  }

  private static void file(FilePath path, Optional<Instant> since, RestoreRun run) {
    Revisions revisions = Revisions.of(path, run.store(), run.versions());
    if (revisions.isEmpty()) {
      throw KeptHistory.noVersions("undelete", path, run.store(), run.versions());
    }
    Optional<FileVersion> version = revisions.newest();
    Optional<String> obstacle = obstacle(revisions, version, since);
    if (obstacle.isPresent()) {
      run.session().console().warn(path + " " + obstacle.get());
    } else if (run.session().words().has(TransferOptions.DRY_RUN)) {
      run.report().planned(path, version.orElseThrow(), false);
    } else {
      run.writeIfAbsent(path, version.orElseThrow())
          .ifPresentOrElse(
              file -> run.report().tell(file, version.orElseThrow()),
              () -> run.session().console().warn(path + " is there by now: nothing is done"));
    }
  }

  /** Why a file does not come back. */
  private static Optional<String> obstacle(
      Revisions revisions, Optional<FileVersion> newest, Optional<Instant> since) {
    if (revisions.current().isPresent()) {
      return Optional.of("is there: nothing is done");
    }
    if (newest.isEmpty()) {
      return Optional.of("was deleted, and no content of it is kept: nothing is done");
    }
    Optional<Instant> deletion = revisions.deletionTime();
    if (isSince(deletion, since)) {
      return Optional.empty();
    }
    return Optional.of(
        deletion.isPresent()
            ? "was deleted before that: nothing is done"
            : "is gone, and nothing tells since when: nothing is done; without --since its newest"
                + " version comes back");
  }
}
