package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.app.filter.IgnorePattern;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lists the files below a directory that have a name, a size or an age. */
final class Find implements Verb {
  private static final VerbOption NAME =
      new VerbOption("--name", "PATTERN", "Files whose name matches, such as '*.txt'.");
  private static final VerbOption LARGER =
      new VerbOption("--larger", "SIZE", "Files of more bytes, such as 10MiB.");
  private static final VerbOption SMALLER =
      new VerbOption("--smaller", "SIZE", "Files of fewer bytes.");
  private static final VerbOption OLDER_THAN =
      new VerbOption("--older-than", "AGE", "Files that were written longer ago: 90s, 12h, 7d.");
  private static final VerbOption NEWER_THAN =
      new VerbOption("--newer-than", "AGE", "Files that were written since.");

  @Override
  public Usage usage() {
    return new Usage(
        "find",
        "List the files below a directory that have a name, a size or an age.",
        List.of(NAME, LARGER, SMALLER, OLDER_THAN, NEWER_THAN, AtTime.OPTION),
        List.of(
            new PositionalArgument(
                "DIR", PositionalArgument.Count.OPTIONAL, "The directory; else the root.")),
        """
        All conditions must hold. A PATTERN is one of .gitignore: without a slash it matches the name
        of a file in any directory, with one the path below DIR. Files are listed in path order; if
        none matches, nothing is printed and the exit code is 0. An AGE is that of today, also with
        --at.

        """
            + AtTime.NOTES,
        List.of(
            "coffer find --name '*.txt' notes",
            "coffer find --larger 10MiB --older-than 7d",
            "coffer find --newer-than 1h --json"));
  }

  @Override
  public void run(CommandSession session) {
    String path = StorePaths.requireNoUri(session.words().optional(0, ""));
    FilePath directory = FilePath.of(path);
    Predicate<FileInfo> condition = condition(session.words(), directory);
    OmittedNames omissions = new OmittedNames(session, false);
    ListedEntries.forEach(
        session,
        path,
        ListOptions.DEFAULTS.recursive(),
        omissions,
        entry -> {
          if (entry instanceof FileInfo file && condition.test(file)) {
            print(file, session);
          }
        });
    omissions.close();
  }

  private static Predicate<FileInfo> condition(ParsedArguments words, FilePath directory) {
    long larger = OptionValues.size(words, LARGER).orElse(-1);
    long smaller = OptionValues.size(words, SMALLER).orElse(Long.MAX_VALUE);
    Instant before = ago(words.value(OLDER_THAN), Instant.MAX);
    Instant after = ago(words.value(NEWER_THAN), Instant.MIN);
    Predicate<FileInfo> name = name(words.value(NAME), directory);
    return name.and(file -> file.size() > larger && file.size() < smaller)
        .and(file -> file.lastModified().isBefore(before) && file.lastModified().isAfter(after));
  }

  private static Instant ago(@Nullable String age, Instant otherwise) {
    return age == null ? otherwise : Age.ago(age);
  }

  private static Predicate<FileInfo> name(@Nullable String text, FilePath directory) {
    if (text == null) {
      return file -> true;
    }
    try {
      IgnorePattern pattern = IgnorePattern.parse(text);
      return file -> pattern.matches(file.path().relativeTo(directory));
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, "--name: " + e.getMessage());
    }
  }

  private static void print(FileInfo file, CommandSession session) {
    if (session.json()) {
      session.console().out().println(JsonLine.of(file));
    } else {
      session.console().say(Display.path(file));
    }
  }
}
