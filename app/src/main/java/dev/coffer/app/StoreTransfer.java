package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.app.sync.SyncOptions;
import dev.coffer.app.sync.TreeRelocation;
import java.util.ArrayList;
import java.util.List;

/** Copies or moves a file or a directory within a store, as a verb is called. */
record StoreTransfer(CommandSession session, String verb, String action, Step step) {
  /** What is done with one file. */
  interface Step {
    FileInfo take(FileStore store, FilePath source, FilePath target);
  }

  static final List<PositionalArgument> PLACES =
      List.of(
          PositionalArgument.of("SRC", "The file; with -r a directory."),
          PositionalArgument.of(
              "DST", "Its new path, replaced; with a / at its end the directory for it."));

  static List<VerbOption> options() {
    List<VerbOption> options = new ArrayList<>();
    options.addAll(List.of(TransferOptions.RECURSIVE, TransferOptions.DRY_RUN));
    options.addAll(FilterOptions.ALL);
    options.add(TransferOptions.PARALLEL);
    return options;
  }

  void run() {
    String word = session.words().place(0);
    FilePath source = StorePaths.of(word);
    FilePath target = StorePaths.target(session.words().place(1), source.name());
    try (FileStore store = session.openPresent()) {
      boolean recursive = session.words().has(TransferOptions.RECURSIVE);
      if (recursive && NotFoundErrors.isDirectory(word, store)) {
        relocate(store, source, target);
      } else {
        take(store, StorePaths.file(word), target.requireFile(action, store.name()));
      }
    }
  }

  private void take(FileStore store, FilePath source, FilePath target) {
    FilterOptions.requireNone(session.words(), "belong to -r and a directory");
    if (session.words().has(TransferOptions.DRY_RUN)) {
      plan(store, source, target);
      return;
    }
    try {
      FileInfo taken = step.take(store, source, target);
      if (session.json()) {
        session.console().out().println(JsonLine.of(taken));
      }
    } catch (NotFoundException e) {
      throw NotFoundErrors.orDirectory(e, "it is a directory: use -r", source, store);
    }
  }

  private void plan(FileStore store, FilePath source, FilePath target) {
    if (store.stat(source).isEmpty()) {
      throw NotFoundErrors.file(action, source.toString(), store);
    }
    boolean replaces = store.stat(target).isPresent();
    TransferOptions.plan(session, action, source.toString(), target.toString(), replaces);
  }

  private void relocate(FileStore store, FilePath source, FilePath target) {
    if (source.startsWith(target) || target.startsWith(source)) {
      throw new CommandException(
          ExitCode.USAGE, verb + ": " + source + "/ and " + target + "/ lie in one another");
    }
    SyncOptions options = TransferOptions.ofTree(session.words());
    Progress progress = Progress.of(verb, session.console());
    SyncReport report = new SyncReport(session, verb, options.dryRun(), progress);
    try {
      new TreeRelocation(
              store, source, target, options, (from, to) -> step.take(store, from, to), report)
          .run();
    } finally {
      report.close();
    }
    report.requireSuccess();
  }
}
