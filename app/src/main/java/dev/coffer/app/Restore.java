package dev.coffer.app;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.versioning.FileHistory;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Brings back an earlier version of a file, or a directory as it was. */
final class Restore implements Verb {
  private static final VerbOption DELETE =
      VerbOption.of("--delete", "With -r, delete what was created since.");

  @Override
  public Usage usage() {
    return new Usage(
        "restore",
        "Bring back an earlier version of a file, or the files of a directory as they were.",
        options(),
        List.of(PositionalArgument.of("PATH", "The file; with -r a directory.")),
        """
        Without --version and --at it is the newest version: that of a deleted file, or the one before
        the current file. A version is written as the new current file, with its content type and
        metadata. Nothing is taken away: what it replaces becomes a version.

        With -r and --at each file below PATH gets the content that it had. What has it already is left
        alone, and so is a file that was created since; both are counted. With --delete such a file is
        deleted, and becomes a version like all that is deleted; look first with --dry-run. A file of
        whose versions none is left from then, since a prune removed them, counts as created since.
        After an interruption, run it again: it goes on where it was. A file that fails holds up no
        other. To bring back what is deleted, and nothing else, use coffer undelete -r.

        """
            + FilterOptions.NOTES
            + "\n"
            + AtTime.NOTES,
        List.of(
            "date | coffer put - notes/a.txt && coffer restore notes/a.txt",
            "coffer restore --version -1 notes/a.txt",
            "coffer restore -r --at '1h ago' --dry-run notes",
            "coffer restore -r --at '1h ago' --delete --dry-run notes"));
  }

  private static List<VerbOption> options() {
    List<VerbOption> options = new ArrayList<>();
    options.addAll(List.of(TransferOptions.RECURSIVE, VersionView.OPTION, AtTime.OPTION));
    options.addAll(List.of(DELETE, TransferOptions.DRY_RUN));
    options.addAll(FilterOptions.ALL);
    options.add(TransferOptions.PARALLEL);
    return options;
  }

  @Override
  public void run(CommandSession session) {
    ParsedArguments words = session.words();
    boolean recursive = words.has(TransferOptions.RECURSIVE);
    Optional<Instant> moment = AtTime.of(words);
    requireOneVersion(words, recursive);
    FilePath path = recursive ? StorePaths.of(words.place(0)) : StorePaths.file(words.place(0));
    try (FileStore store = session.openPresent()) {
      FileVersions versions = KeptHistory.of(store, "restore");
      RestoreRun run =
          new RestoreRun(session, store, versions, new RestoreReport(session, "restore"));
      if (recursive) {
        tree(path, moment.orElseThrow(), run);
      } else {
        FilterOptions.requireNone(words, "belong to -r and a directory");
        file(path, moment, run);
      }
    }
  }

  private static void requireOneVersion(ParsedArguments words, boolean recursive) {
    boolean version = words.has(VersionView.OPTION);
    if (version && AtTime.isGiven(words)) {
      throw usage("--at and --version name a version each");
    }
    if (words.has(DELETE) && !recursive) {
      throw usage("--delete belongs to -r and --at");
    }
    if (recursive && (version || !AtTime.isGiven(words))) {
      throw usage("-r needs --at; what was deleted is brought back by coffer undelete -r");
    }
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, "restore: " + message);
  }

  private static void file(FilePath path, Optional<Instant> moment, RestoreRun run) {
    Revisions revisions = Revisions.of(path, run.store(), run.versions());
    Optional<FileVersion> softDeleted =
        Optional.ofNullable(run.session().words().value(VersionView.OPTION))
            .filter(word -> word.startsWith("soft-deleted-"))
            .flatMap(id -> SoftDeleted.find(path, id, run.versions()));
    if (softDeleted.isPresent()) {
      file(path, softDeleted.get(), revisions, run);
      return;
    }
    if (revisions.isEmpty()) {
      throw KeptHistory.noVersions("restore", path, run.store(), run.versions());
    }
    if (moment.filter(then -> isCurrentAt(then, revisions)).isPresent()) {
      run.session().console().warn(path + " has not changed since: nothing is done");
      return;
    }
    file(path, version(revisions, moment, run.session().words()), revisions, run);
  }

  private static void file(
      FilePath path, FileVersion version, Revisions revisions, RestoreRun run) {
    if (run.session().words().has(TransferOptions.DRY_RUN)) {
      run.report().planned(path, version, revisions.current().isPresent());
    } else {
      run.report().tell(run.versions().restore(path.toString(), version.id()), version);
    }
  }

  private static boolean isCurrentAt(Instant moment, Revisions revisions) {
    return revisions.current().filter(file -> !file.lastModified().isAfter(moment)).isPresent();
  }

  private static FileVersion version(
      Revisions revisions, Optional<Instant> moment, ParsedArguments words) {
    String word = words.value(VersionView.OPTION);
    if (word != null) {
      return revisions.version(word);
    }
    return moment.isEmpty()
        ? revisions.newest().orElseThrow(() -> revisions.notFound("it has no earlier version"))
        : revisions.history().at(moment.get()).orElseThrow(() -> absent(revisions, moment.get()));
  }

  private static NotFoundException absent(Revisions revisions, Instant moment) {
    return revisions.notFound("there was no such file at " + moment);
  }

  /** What must go is deleted first: a file may have to come back in place of a directory. */
  private static void tree(FilePath directory, Instant moment, RestoreRun run) {
    KeptHistory.requireDirectory("restore", directory, run.store(), run.versions());
    List<Function<FileHistory, Optional<Runnable>>> passes = new ArrayList<>();
    if (run.session().words().has(DELETE)) {
      passes.add(
          history ->
              history
                  .current()
                  .filter(file -> isCreatedAfter(moment, history))
                  .map(file -> () -> run.delete(file)));
    }
    passes.add(history -> restoring(moment, history, run));
    run.below(directory, passes);
  }

  private static boolean isCreatedAfter(Instant moment, FileHistory history) {
    return history.current().isPresent()
        && !history.isCurrentAt(moment)
        && history.at(moment).isEmpty();
  }

  private static Optional<Runnable> restoring(Instant moment, FileHistory history, RestoreRun run) {
    if (history.isCurrentAt(moment)) {
      run.report().unchanged();
    } else if (isCreatedAfter(moment, history) && !run.session().words().has(DELETE)) {
      run.report().later();
    }
    return history.at(moment).map(version -> () -> run.restore(history, version));
  }
}
