package dev.coffer.app;

import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws what is below a directory, while the store lists it. */
final class Tree implements Verb {
  private static final VerbOption DEPTH =
      new VerbOption("-d", "DEPTH", "No deeper than this; 1 is ls.");

  @Override
  public Usage usage() {
    return new Usage(
        "tree",
        "Draw the files below a directory as an indented tree.",
        List.of(DEPTH, AtTime.OPTION),
        List.of(
            new PositionalArgument(
                "PATH", PositionalArgument.Count.OPTIONAL, "The directory; else the root.")),
        AtTime.NOTES,
        List.of(
            "coffer tree",
            "coffer tree -d 1",
            "coffer tree notes",
            "coffer tree --at 'yesterday 10:00'"));
  }

  @Override
  public void run(CommandSession session) {
    String path = session.words().optional(0, "");
    FilePath root = FilePath.of(path);
    int depth = depth(session.words().value(DEPTH));
    try (FileStore store = session.openToRead()) {
      Outline outline = new Outline(root, session);
      draw(root, store, depth, outline);
      if (outline.isEmpty()) {
        NotFoundErrors.requireDirectory(path, store);
      }
      outline.close();
    }
  }

  private static int depth(@Nullable String text) {
    if (text == null) {
      return Integer.MAX_VALUE;
    }
    try {
      int depth = Integer.parseInt(text);
      if (depth > 0) {
        return depth;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number that is too small is.
    }
    throw new CommandException(ExitCode.USAGE, "-d DEPTH is a number from 1: " + text);
  }

  /**
   * Without a limit one listing gives all files; with one it would give those that are not shown.
   */
  private static void draw(FilePath directory, FileStore store, int depth, Outline outline) {
    boolean all = depth == Integer.MAX_VALUE;
    ListOptions told = ListOptions.DEFAULTS.onOmitted(outline.omissions::add);
    ListOptions options = all ? told.recursive() : told;
    try (Stream<Entry> entries = store.list(directory, options)) {
      for (Iterator<Entry> rest = entries.iterator(); rest.hasNext(); ) {
        Entry entry = rest.next();
        outline.add(entry);
        if (entry.isDirectory() && depth > 1) {
          draw(entry.path(), store, depth - 1, outline);
        }
      }
    }
  }

  /**
   * Entries in path order as lines; a directory that was not given itself is drawn before what is
   * below it.
   */
  private static final class Outline {
    private final FilePath root;
    private final CommandSession session;
    private final OmittedNames omissions;
    private FilePath above;
    private long directories;
    private long files;

    Outline(FilePath root, CommandSession session) {
      this.root = root;
      this.session = session;
      this.omissions = new OmittedNames(session, false);
      this.above = root;
    }

    boolean isEmpty() {
      return directories + files == 0 && omissions.isEmpty();
    }

    void add(Entry entry) {
      if (session.json()) {
        session.console().out().println(JsonLine.of(entry));
        files++;
        return;
      }
      if (entry instanceof FileInfo) {
        FilePath parent = entry.path().parent().orElse(root);
        enter(parent);
        above = parent;
        files++;
        line(entry.path(), "");
      } else {
        enter(entry.path());
        above = entry.path();
      }
    }

    /** Draws the directories on the way that do not stand yet. */
    private void enter(FilePath directory) {
      if (directory.equals(root) || above.startsWith(directory)) {
        return;
      }
      enter(directory.parent().orElse(root));
      directories++;
      line(directory, "/");
    }

    private void line(FilePath path, String suffix) {
      long depth = path.relativeTo(root).toString().chars().filter(c -> c == '/').count();
      session.console().say("  ".repeat((int) depth) + path.name() + suffix);
    }

    void close() {
      omissions.close();
      if (!session.json()) {
        session
            .console()
            .say(
                Display.count(directories, "directory", "directories")
                    + ", "
                    + Display.count(files, "file", "files"));
      }
    }
  }
}
