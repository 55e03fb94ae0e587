package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.app.sync.Origin;
import dev.coffer.app.sync.SyncOptions;
import dev.coffer.config.FileStoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fetches one file, or a directory. */
final class Get implements Verb {
  private static final String STANDARD_OUTPUT = "-";

  @Override
  public Usage usage() {
    return new Usage(
        "get",
        "Fetch a file. DEST is the whole old or the whole new file, whatever happens.",
        options(),
        List.of(
            PositionalArgument.of("PATH", "The file in the store; with -r a directory."),
            PositionalArgument.of("DEST", "A local file or directory, or - for standard output.")),
        """
        With -r the files of a directory are fetched into DEST, or into DEST/NAME if DEST ends in / or
        is "." or "..". It makes no difference whether DEST exists, so the same call can be repeated.
        Files that are in DEST and not in the store stay. Each copy is read back and compared, and
        gets the time of the file in the store. A file that fails holds up no other.

        --limit counts what the store sends.

        """
            + FilterOptions.NOTES
            + "\n"
            + AtTime.NOTES,
        List.of(
            "coffer get notes/a.txt copy.txt",
            "coffer get notes/a.txt - | wc -c",
            "coffer get -r --include '*.txt' notes copy"));
  }

  private static List<VerbOption> options() {
    List<VerbOption> options = new ArrayList<>();
    options.addAll(List.of(TransferOptions.RECURSIVE, TransferOptions.DRY_RUN));
    options.addAll(List.of(VersionView.OPTION, AtTime.OPTION));
    options.addAll(FilterOptions.ALL);
    options.addAll(List.of(TransferOptions.PARALLEL, RateLimit.OPTION));
    return options;
  }

  @Override
  public void run(CommandSession session) {
    ParsedArguments words = session.words();
    String word = StorePaths.requireNoUri(words.place(0));
    StorePaths.requireNoUri(words.place(1));
    ThrottledFileStore.Throttle throttle = RateLimit.of(words);
    FileStoreConfig config = session.choice().config();
    try (FileStore store = session.openAsItWas(config)) {
      if (words.has(TransferOptions.RECURSIVE) && NotFoundErrors.isDirectory(word, store)) {
        requireNoVersion(words);
        getTree(FilePath.of(word), throttle.of(store), config, session);
      } else {
        getFile(FilePath.ofFile(word), throttle.of(store), session);
      }
    }
  }

  private static void requireNoVersion(ParsedArguments words) {
    if (words.has(VersionView.OPTION)) {
      throw new CommandException(
          ExitCode.USAGE, "get: --version is of one file; a directory as it was is named by --at");
    }
  }

  private static void getFile(FilePath source, FileStore store, CommandSession session) {
    FilterOptions.requireNone(session.words(), "belong to -r and a directory");
    String destination = session.words().place(1);
    try (Progress progress = progress(destination, source, session.console())) {
      if (session.words().has(TransferOptions.DRY_RUN)) {
        plan(source, destination, store, session);
      } else if (destination.equals(STANDARD_OUTPUT)) {
        StreamTransfer.copy(store, source, session.console().out(), progress);
      } else {
        tell(new FileDownload(store, source, progress).to(target(destination, source)), session);
      }
    } catch (NotFoundException e) {
      throw NotFoundErrors.orDirectory(e, "it is a directory: use -r", source, store);
    }
  }

  private static void plan(
      FilePath source, String destination, FileStore store, CommandSession session) {
    if (store.stat(source).isEmpty()) {
      throw NotFoundErrors.file("read", source.toString(), store);
    }
    boolean stream = destination.equals(STANDARD_OUTPUT);
    String target = stream ? destination : target(destination, source).toString();
    boolean replaces = !stream && Files.exists(Path.of(target));
    TransferOptions.plan(session, "copy", source.toString(), target, replaces);
  }

  private static void tell(FileInfo fetched, CommandSession session) {
    if (session.json()) {
      session.console().out().println(JsonLine.of(fetched));
    }
  }

  /** Not among the data themselves. */
  private static Progress progress(String destination, FilePath source, Console console) {
    boolean mixed = destination.equals(STANDARD_OUTPUT) && console.terminals().out();
    return mixed ? Progress.none() : Progress.of(source.name(), console);
  }

  private static Path target(String destination, FilePath source) {
    Path named = LocalFiles.path(destination);
    if (Files.isDirectory(named)) {
      return named.resolve(source.name());
    }
    if (destination.endsWith("/")) {
      throw new CommandException(ExitCode.DIRECTORY_NOT_FOUND, destination + ": no such directory");
    }
    return named;
  }

  private static void getTree(
      FilePath source, FileStore store, FileStoreConfig config, CommandSession session) {
    SyncOptions options = TransferOptions.ofTree(session.words());
    SyncSide target = treeTarget(source, session);
    target.requireApartFrom(config, source);
    PassingArea area = options.dryRun() ? PassingArea.none() : target.area();
    try (FileStore local = session.open(target.store())) {
      new SyncExecution(session, "get", options)
          .run(Origin.of(store.scoped(source.toString())), target.destination(local));
    } finally {
      area.leave();
    }
  }

  private static SyncSide treeTarget(FilePath source, CommandSession session) {
    String word = session.words().place(1);
    if (word.equals(STANDARD_OUTPUT)) {
      throw new CommandException(ExitCode.USAGE, "get: a directory does not go to standard output");
    }
    Path named = LocalFiles.path(word);
    Path directory = StorePaths.namesDirectory(word) ? named.resolve(source.name()) : named;
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new CommandException(ExitCode.DIRECTORY_NOT_FOUND, directory + ": it is a file");
    }
    return new SyncSide(directory.toAbsolutePath().toString(), session.console().env());
  }
}
