package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.app.sync.Destination;
import dev.coffer.app.sync.Origin;
import dev.coffer.app.sync.SyncOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Makes a store or a directory hold what another holds. */
final class Sync implements Verb {
  private static final VerbOption CHECKSUM =
      VerbOption.of("--checksum", "Compare all bytes, also where times say that they are equal.");
  private static final VerbOption DELETE =
      VerbOption.of("--delete", "Delete in DST what SRC does not have.");
  private static final VerbOption MAX_DELETE =
      new VerbOption("--max-delete", "N", "If --delete would delete more files, do nothing.");

  @Override
  public Usage usage() {
    return new Usage(
        "sync",
        "Make DST hold what SRC holds; what is there and equal is skipped.",
        options(),
        List.of(
            PositionalArgument.of(
                "SRC", "A local directory, or a store: its URI, @NAME or @NAME/DIR."),
            PositionalArgument.of("DST", "The same; created when it is missing.")),
        """
        A file is copied when DST lacks it, has it in another size, or has other bytes. The bytes of a
        file of the same size are read and compared (SHA-256), unless times say that nothing changed:
        - A local directory as DST gets the times of SRC. A file with the same time is equal.
        - A store gives its own times. A file there is equal if that of SRC has not changed since it was
          written. What counts in a directory or file: store is when the file was changed in any way: also
          replaced by an older one, which keeps its time. A change of its permissions alone, too, makes it
          be compared. A change that was made in DST itself after the copy, in the same size, is seen by
          --checksum.
        So a sync there, back and there again copies nothing twice, and a changed file is copied in
        either direction.

        Each copy is read back and compared. If that fails, the copy is deleted; if another has written
        the file meanwhile, what it wrote stays, and the file counts as failed. A file that fails holds
        up no other, and the exit code is the first failure's. The closing line has all counts. After an
        interruption, run it again: it goes on where it was.

        A name that no store can have is a failure, with exit code 6. Links and devices are left out;
        both are reported. With --delete nothing is deleted where SRC could not be looked at or has
        something that was left out, nor below: the closing line says how many files were kept so.

        """
            + FilterOptions.NOTES
            + """
        A file that they leave out is neither copied nor deleted, on either side. With --max-delete
        the files are counted before the first is deleted; if there are more, the exit code is 6.

        A file gets the content type that fits its name, unless the file of a store has one already:
        its content type and metadata are kept. --type and --meta say otherwise, for the files that
        are copied. --limit counts what stores receive and send, reading back included.

        A local directory as SRC is only read. As DST it holds plain files without content type and
        metadata; to keep these, name it as a store: file:DIR. The area .coffer, where files are made,
        is deleted from it by the last sync that uses it, unless it is that of a store. The content of a
        .coffer is never copied.

        With --at SRC is a store as it was. A file of DST is then equal if it has the time, in a local
        directory, or else the bytes of that version.

        Several syncs may write into one directory or store at a time. Of two copies of a file the last
        one stays; a sync that finds another one, with other bytes, in place of its own has failed there.

        """
            + AtTime.NOTES,
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
    from.requirePast("sync", words);
    Call call = Call.of(session, from, to);
    if (from.isStore()) {
      try (FileStore source = session.openAsItWas(from.store())) {
        call.run(call.origin(source));
      }
    } else {
      call.run(Origin.of(from.directory()));
    }
  }

  private static List<VerbOption> options() {
    List<VerbOption> options = new ArrayList<>();
    options.addAll(List.of(CHECKSUM, TransferOptions.DRY_RUN, DELETE, MAX_DELETE));
    options.add(AtTime.OPTION);
    options.addAll(FilterOptions.ALL);
    options.addAll(FileLabels.OPTIONS);
    options.addAll(List.of(TransferOptions.PARALLEL, RateLimit.OPTION));
    return options;
  }

  /** What a call says, read before anything is opened. */
  private record Call(
      CommandSession session,
      SyncSide from,
      SyncSide to,
      SyncOptions options,
      FileLabels labels,
      ThrottledFileStore.Throttle throttle) {
    static Call of(CommandSession session, SyncSide from, SyncSide to) {
      ParsedArguments words = session.words();
      FileLabels labels = FileLabels.of(words);
      if (labels.areGiven() && !to.isStore()) {
        throw new CommandException(
            ExitCode.USAGE,
            "sync: a local directory keeps no content type and metadata; name it as a store: file:"
                + to.word());
      }
      return new Call(session, from, to, options(words, to), labels, RateLimit.of(words));
    }

    private static SyncOptions options(ParsedArguments words, SyncSide to) {
      OptionalLong most = OptionValues.number(words, MAX_DELETE, 0, Long.MAX_VALUE);
      if (most.isPresent() && !words.has(DELETE)) {
        throw new CommandException(ExitCode.USAGE, "sync: --max-delete belongs to --delete");
      }
      return new SyncOptions(
          comparison(words, to),
          words.has(TransferOptions.DRY_RUN),
          words.has(DELETE),
          most.orElse(Long.MAX_VALUE),
          TransferOptions.parallel(words),
          FilterOptions.of(words));
    }

    /** When a file of the past was written says nothing of what was written to a store since. */
    private static SyncOptions.Comparison comparison(ParsedArguments words, SyncSide to) {
      boolean past = AtTime.isGiven(words) && to.isStore();
      return past || words.has(CHECKSUM)
          ? SyncOptions.Comparison.BYTES
          : SyncOptions.Comparison.TIMES;
    }

    /** What lies on the disk tells when it was changed, but not of the past. */
    private Origin origin(FileStore source) {
      FileStore read = throttle.of(source);
      return AtTime.isGiven(session.words()) ? Origin.of(read) : from.origin(read);
    }

    void run(Origin origin) {
      origin.requireListable();
      PassingArea area = options.dryRun() ? PassingArea.none() : to.area();
      try (FileStore target = session.open(to.store())) {
        Destination destination = to.destination(throttled(target), labels);
        new SyncExecution(session, "sync", options).run(origin, destination);
      } finally {
        area.leave();
      }
    }

    /** A store that is the source is throttled already; a directory beside it need not be. */
    private FileStore throttled(FileStore target) {
      return to.isStore() || !from.isStore() ? throttle.of(target) : target;
    }
  }
}
