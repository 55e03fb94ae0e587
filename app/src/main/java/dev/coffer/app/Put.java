package dev.coffer.app;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.app.sync.Destination;
import dev.coffer.app.sync.Origin;
import dev.coffer.app.sync.SyncOptions;
import dev.coffer.config.FileStoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stores one file, or a directory. */
final class Put implements Verb {
  private static final String STANDARD_INPUT = "-";

  @Override
  public Usage usage() {
    return new Usage(
        "put",
        "Store a file; what was at PATH is replaced.",
        options(),
        List.of(
            PositionalArgument.of(
                "SRC", "A local file, or - for standard input; with -r a directory."),
            PositionalArgument.of(
                "PATH", "Its path in the store; with a / at its end the directory for it.")),
        """
        With -r the files of a directory are stored below PATH, or below PATH/NAME if PATH ends in /.
        It makes no difference whether PATH exists, so the same call can be repeated. Each copy is
        read back and compared. A file that fails holds up no other. Links and special files are left
        out and reported. Directories without files are not stored.

        The content type is the one that fits the name. --limit counts what the store receives and
        sends.

        """
            + FilterOptions.NOTES,
        List.of(
            "coffer put report.txt 2026/report.txt",
            "coffer put --type text/plain --meta author=ada report.txt 2026/",
            "date | coffer put - notes/now.txt",
            "coffer put -r --exclude '*.tmp' photos backup/photos"));
  }

  private static List<VerbOption> options() {
    List<VerbOption> options = new ArrayList<>();
    options.addAll(List.of(TransferOptions.RECURSIVE, TransferOptions.DRY_RUN));
    options.addAll(FileLabels.OPTIONS);
    options.addAll(FilterOptions.ALL);
    options.addAll(List.of(TransferOptions.PARALLEL, RateLimit.OPTION));
    return options;
  }

  @Override
  public void run(CommandSession session) {
    ParsedArguments words = session.words();
    String source = words.place(0);
    if (source.equals(STANDARD_INPUT)) {
      putStandardInput(session);
      return;
    }
    Path local = LocalFiles.path(StorePaths.requireNoUri(source));
    if (!Files.isDirectory(local)) {
      putFile(local, session);
    } else if (words.has(TransferOptions.RECURSIVE)) {
      putTree(local, session);
    } else {
      throw new CommandException(ExitCode.USAGE, source + ": it is a directory: use -r");
    }
  }

  private static void putStandardInput(CommandSession session) {
    FilePath target = StorePaths.file(session.words().place(1));
    put(
        target,
        FileLabels.of(session.words()).of(target.name()),
        session,
        STANDARD_INPUT,
        upload -> upload.of(Content.of(session.console().in())));
  }

  private static void putFile(Path file, CommandSession session) {
    requireThere(file);
    String name = String.valueOf(file.getFileName());
    FilePath target =
        StorePaths.target(session.words().place(1), name).requireFile("write", "any store");
    put(
        target,
        FileLabels.of(session.words()).of(target.name(), name),
        session,
        file.toString(),
        upload -> upload.of(file));
  }

  /** Before the store is opened: what fails makes none. */
  private static void requireThere(Path file) {
    if (!Files.exists(file)) {
      throw LocalFiles.failure(file, new NoSuchFileException(file.toString()));
    }
    LocalFiles.requireReadable(file);
  }

  /** Writes one file. */
  private interface Write {
    FileInfo with(FileUpload upload);
  }

  private static void put(
      FilePath target, WriteOptions options, CommandSession session, String source, Write write) {
    FilterOptions.requireNone(session.words(), "belong to -r and a directory");
    ThrottledFileStore.Throttle throttle = RateLimit.of(session.words());
    try (FileStore store = session.open();
        Progress progress = Progress.of(target.name(), session.console())) {
      if (session.words().has(TransferOptions.DRY_RUN)) {
        boolean replaces = store.stat(target).isPresent();
        TransferOptions.plan(session, "copy", source, target.toString(), replaces);
        return;
      }
      FileInfo stored = write.with(new FileUpload(throttle.of(store), target, options, progress));
      if (session.json()) {
        session.console().out().println(JsonLine.of(stored));
      }
    }
  }

  private static void putTree(Path directory, CommandSession session) {
    ParsedArguments words = session.words();
    FilePath target = StorePaths.target(words.place(1), nameOf(directory));
    SyncOptions options = TransferOptions.ofTree(words);
    FileLabels labels = FileLabels.of(words);
    ThrottledFileStore.Throttle throttle = RateLimit.of(words);
    FileStoreConfig config = session.choice().config();
    new SyncSide(directory.toString(), session.console().env()).requireApartFrom(config, target);
    Origin origin = Origin.of(directory);
    origin.requireListable();
    try (FileStore store = session.open(config)) {
      FileStore below = throttle.of(store).scoped(target.toString());
      new SyncExecution(session, "put", options).run(origin, Destination.of(below, labels::of));
    }
  }

  /** Returns the name of a directory, also of one such as {@code .} or {@code ../}. */
  private static String nameOf(Path directory) {
    try {
      Path name = directory.toRealPath().getFileName();
      return name == null ? "" : name.toString();
    } catch (IOException e) {
      throw LocalFiles.failure(directory, e);
    }
  }
}
