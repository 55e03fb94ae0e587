package dev.coffer.app;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.ReadOptions;
import java.util.List;

/** Writes files to standard output. */
final class Cat implements Verb {
  private static final VerbOption OFFSET =
      new VerbOption(
          "--offset", "N", "Begin behind so many bytes of each file, such as 4096 or 1MiB.");
  private static final VerbOption LENGTH =
      new VerbOption("--length", "N", "At most so many bytes of each file.");

  @Override
  public Usage usage() {
    return new Usage(
        "cat",
        "Write files to standard output, one after the other.",
        List.of(OFFSET, LENGTH, VersionView.OPTION, AtTime.OPTION),
        List.of(new PositionalArgument("PATH", PositionalArgument.Count.SEVERAL, "The files.")),
        """
        Only the bytes that are asked for are read. An --offset behind the end of a file is an error.

        """
            + AtTime.NOTES,
        List.of(
            "coffer cat notes/a.txt",
            "coffer cat --offset 2 --length 5 notes/a.txt",
            "coffer cat notes/a.txt notes/b.txt | sort",
            "date | coffer put - notes/a.txt && coffer cat --version -1 notes/a.txt"));
  }

  @Override
  public void run(CommandSession session) {
    ParsedArguments words = session.words();
    long offset = OptionValues.size(words, OFFSET).orElse(0);
    long length = OptionValues.size(words, LENGTH).orElse(Long.MAX_VALUE);
    ReadOptions range = ReadOptions.DEFAULTS.range(offset, length);
    List<FilePath> paths = words.places().stream().map(StorePaths::file).toList();
    try (FileStore store = session.openToRead()) {
      for (FilePath path : paths) {
        write(path, range, store, session);
      }
    }
  }

  private static void write(
      FilePath path, ReadOptions range, FileStore store, CommandSession session) {
    try {
      StreamTransfer.copy(store, path, range, session.console().out(), Progress.none());
    } catch (NotFoundException e) {
      throw NotFoundErrors.orDirectory(e, "it is a directory", path, store);
    }
  }
}
