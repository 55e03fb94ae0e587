package dev.coffer.app;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.app.diff.Hunk;
import dev.coffer.app.diff.UnifiedDiff;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Shows how two versions of a file differ. */
final class Diff implements Verb {
  private static final int LARGEST = 4 << 20;

  @Override
  public Usage usage() {
    return new Usage(
        "diff",
        "Show how two versions of a file differ, line by line.",
        List.of(),
        List.of(
            PositionalArgument.of("PATH", "The file."),
            new PositionalArgument(
                "A",
                PositionalArgument.Count.OPTIONAL,
                "A version, as coffer versions names it; else the one before the current file."),
            new PositionalArgument(
                "B", PositionalArgument.Count.OPTIONAL, "Another; else the current file.")),
        """
        The exit code is 0 if both have the same bytes, and 1 if not. What is printed is read by
        patch(1). Of files that are no text in UTF-8, or larger than 4 MiB, only the sizes are told.
        With --json a line is a hunk.
        """,
        List.of(
            "(date; cat report.txt) | coffer put - notes/a.txt; coffer diff notes/a.txt || true",
            "coffer diff --json notes/a.txt -1 current || true"));
  }

  @Override
  public void run(CommandSession session) {
    ParsedArguments words = session.words();
    FilePath path = StorePaths.file(words.place(0));
    try (FileStore store = session.openToRead()) {
      Revisions revisions = Revisions.of(path, store, KeptHistory.of(store, "diff"));
      if (revisions.isEmpty()) {
        throw KeptHistory.noVersions("diff", path, store, KeptHistory.of(store, "diff"));
      }
      Revisions.Revision old = revisions.revision(words.optional(1, "-1"));
      Revisions.Revision now = revisions.revision(words.optional(2, Revisions.CURRENT));
      if (!isSame(old, now, store)) {
        tell(old, now, store, session);
        throw CommandException.silent(ExitCode.OTHER);
      }
    }
  }

  private static boolean isSame(Revisions.Revision old, Revisions.Revision now, FileStore store) {
    if (old.size() != now.size()) {
      return false;
    }
    try (InputStream one = old.open();
        InputStream other = now.open()) {
      return SameBytes.in(one, other);
    } catch (IOException e) {
      throw failed(old, store, e);
    }
  }

  private static RuntimeException failed(
      Revisions.Revision revision, FileStore store, IOException error) {
    return error.getCause() instanceof FileStoreException e
        ? e
        : new StorageFailureException(
            new ErrorContext("read", revision.path().toString(), store.name()),
            "version " + revision.name(),
            error);
  }

  private static void tell(
      Revisions.Revision old, Revisions.Revision now, FileStore store, CommandSession session) {
    Optional<String> from = text(old, store);
    Optional<String> to = from.isEmpty() ? Optional.empty() : text(now, store);
    if (to.isEmpty()) {
      sizes(old, now, session);
      return;
    }
    List<Hunk> hunks = UnifiedDiff.of(from.orElseThrow(), to.get());
    if (session.json()) {
      hunks.forEach(hunk -> session.console().out().println(json(hunk, old, now).toString()));
    } else {
      session.console().say("--- " + head(old));
      session.console().say("+++ " + head(now));
      hunks.forEach(hunk -> print(hunk, session.console()));
    }
  }

  /** Empty if it is no text, or a large one. */
  private static Optional<String> text(Revisions.Revision revision, FileStore store) {
    if (revision.size() > LARGEST) {
      return Optional.empty();
    }
    try (InputStream stream = revision.open()) {
      byte[] bytes = stream.readAllBytes();
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed(revision, store, e);
    }
  }

  private static String head(Revisions.Revision revision) {
    return revision.path() + "\t" + revision.time() + " " + revision.name();
  }

  private static void print(Hunk hunk, Console console) {
    console.say(hunk.head());
    hunk.lines().forEach(console::say);
  }

  private static JsonLine json(Hunk hunk, Revisions.Revision old, Revisions.Revision now) {
    JsonLine line = json(old, now).number("oldStart", hunk.oldStart());
    line.number("oldLines", hunk.oldLines()).number("newStart", hunk.newStart());
    return line.number("newLines", hunk.newLines()).texts("lines", hunk.lines());
  }

  private static JsonLine json(Revisions.Revision old, Revisions.Revision now) {
    JsonLine line = new JsonLine().text("path", old.path().toString());
    return line.text("from", old.name()).text("to", now.name());
  }

  private static void sizes(
      Revisions.Revision old, Revisions.Revision now, CommandSession session) {
    boolean large = Math.max(old.size(), now.size()) > LARGEST;
    if (session.json()) {
      JsonLine line = json(old, now).flag(large ? "large" : "binary", true);
      line.number("oldSize", old.size()).number("newSize", now.size());
      session.console().out().println(line.toString());
    } else {
      session
          .console()
          .say(
              (large ? "Large files " : "Binary files ")
                  + sized(old)
                  + " and "
                  + sized(now)
                  + " differ");
    }
  }

  private static String sized(Revisions.Revision revision) {
    return revision.path()
        + " ("
        + revision.name()
        + ", "
        + Display.count(revision.size(), "byte", "bytes")
        + ")";
  }
}
