package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.app.sync.Origin;
import dev.coffer.app.sync.SyncRun;
import java.util.List;

/** Makes a store or a directory hold what another holds. */
final class Sync implements Verb {
  private static final VerbOption CHECKSUM =
      VerbOption.of("--checksum", "Compare all bytes, also where times say that they are equal.");
  private static final VerbOption DRY_RUN =
      VerbOption.of("--dry-run", "Tell what would be done, do nothing.");
  private static final VerbOption DELETE =
      VerbOption.of("--delete", "Delete in DST what SRC does not have.");

  @Override
  public Usage usage() {
    return new Usage(
        "sync",
        "Make DST hold what SRC holds; what is there and equal is skipped.",
        List.of(CHECKSUM, DRY_RUN, DELETE),
        List.of(
            PositionalArgument.of(
                "SRC", "A local directory, or a store: its URI, @NAME or @NAME/DIR."),
            PositionalArgument.of("DST", "The same; created when it is missing.")),
        """
        A file is copied when DST lacks it, has it in another size, or has other bytes. The bytes of a
        file of the same size are read and compared (SHA-256), unless times say that nothing changed:
        - A local directory as DST gets the times of SRC. A file with the same time is equal.
        - A store gives its own times. A file that is not older than that of SRC is taken for equal.
          A change that was made in DST itself after the copy, in the same size, is seen by --checksum.
        So a sync there, back and there again copies nothing twice, and a changed file is copied in
        either direction.

        Each copy is read back and compared. If that fails, the copy is deleted; if another has written
        the file meanwhile, what it wrote stays, and the file counts as failed. A file that fails holds
        up no other, and the exit code is the first failure's. The closing line has all counts. After an
        interruption, run it again: it goes on where it was.

        A name that no store can have is a failure, with exit code 6. Links and devices are left out;
        both are reported. With --delete nothing is deleted where SRC could not be looked at or has
        something that was left out, nor below: the closing line says how many files were kept so.

        A local directory as SRC is only read. As DST it holds plain files without content type and
        metadata; to keep these, name it as a store: file:DIR. The area .coffer, where files are made,
        is deleted from it by the last sync that uses it, unless it is that of a store. The content of a
        .coffer is never copied.

        Several syncs may write into one directory or store at a time. Of two copies of a file the last
        one stays; a sync that finds another one, with other bytes, in place of its own has failed there.
        """,
        List.of(
            "coffer sync --dry-run photos file:backup",
            "coffer sync photos file:backup",
            "coffer sync --checksum --delete file:backup copy"));
  }

  @Override
  public void run(CommandSession session) {
    ParsedArguments words = session.words();
    if (words.has(VerbOption.STORE)) {
      throw new CommandException(ExitCode.USAGE, "sync names both sides itself: no --store");
    }
    SyncSide from = new SyncSide(words.place(0), session.console().env());
    SyncSide to = new SyncSide(words.place(1), session.console().env());
    from.requireThere();
    from.requireApartFrom(to);
    if (from.isStore()) {
      try (FileStore source = session.open(from.store())) {
        run(Origin.of(source), to, session);
      }
    } else {
      run(Origin.of(from.directory()), to, session);
    }
  }

  private static void run(Origin origin, SyncSide to, CommandSession session) {
    ParsedArguments words = session.words();
    SyncRun.Options options =
        new SyncRun.Options(words.has(CHECKSUM), words.has(DRY_RUN), words.has(DELETE));
    Progress progress = Progress.of("sync", session.console());
    SyncReport report = new SyncReport(session, options.dryRun(), progress);
    PassingArea area = options.dryRun() ? PassingArea.none() : to.area();
    try (FileStore target = session.open(to.store())) {
      SyncRun sync = new SyncRun(origin, to.destination(target), options, report);
      // To know the end costs a look at both sides before: only where somebody watches.
      boolean known = progress.isShown() && !options.checksum() && !options.dryRun();
      progress.begin(known ? sync.bytesToCopy() : -1);
      sync.run();
    } catch (SyncRun.RefusedException e) {
      throw new CommandException(ExitCode.USAGE, "sync: " + e.getMessage());
    } finally {
      area.leave();
      report.close();
    }
    report.requireSuccess();
  }
}
