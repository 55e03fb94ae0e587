package dev.coffer.app;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts files and bytes, child by child in one walk: what is below a child comes together. */
final class Du implements Verb {
  @Override
  public Usage usage() {
    return new Usage(
        "du",
        "Count the bytes and files of each child of a directory, and of all.",
        List.of(),
        List.of(
            new PositionalArgument(
                "PATH", PositionalArgument.Count.OPTIONAL, "The directory; else the root.")),
        List.of("coffer du", "coffer du --json notes"));
  }

  @Override
  public void run(CommandSession session) {
    String path = session.words().optional(0, "");
    FilePath directory = FilePath.of(path);
    OmittedNames omissions = new OmittedNames(session, false);
    ListOptions options = ListOptions.DEFAULTS.recursive().onOmitted(omissions::add);
    try (FileStore store = session.open();
        Stream<Entry> files = store.list(directory, options)) {
      Iterator<FileInfo> rest = files.map(FileInfo.class::cast).iterator();
      if (!rest.hasNext() && omissions.isEmpty()) {
        NotFoundErrors.requireDirectory(path, store);
      }
      count(rest, directory, session);
    }
    omissions.close();
  }

  private static void count(Iterator<FileInfo> files, FilePath directory, CommandSession session) {
    Sum total = new Sum(new Directory(directory));
    Sum child = null;
    while (files.hasNext()) {
      FileInfo file = files.next();
      Entry entry = childOf(directory, file);
      if (child == null || !child.isOf(entry)) {
        print(child, session);
        child = new Sum(entry);
      }
      child.add(file);
      total.add(file);
    }
    print(child, session);
    printTotal(total, session);
  }

  private static Entry childOf(FilePath directory, FileInfo file) {
    String below = file.path().relativeTo(directory).toString();
    int slash = below.indexOf('/');
    return slash < 0
        ? file
        : new Directory(directory.resolve(FilePath.of(below.substring(0, slash))));
  }

  private static void print(@Nullable Sum sum, CommandSession session) {
    if (sum == null) {
      return;
    }
    String path = Display.path(sum.entry);
    if (session.json()) {
      session.console().out().println(sum.json().toString());
    } else {
      session.console().say(sum.columns() + path);
    }
  }

  private static void printTotal(Sum sum, CommandSession session) {
    if (session.json()) {
      session.console().out().println(sum.json().flag("total", true).toString());
    } else {
      session.console().say(sum.columns() + "total");
    }
  }

  /** What is at an entry or below it. */
  private static final class Sum {
    private final Entry entry;
    private long files;
    private long bytes;

    Sum(Entry entry) {
      this.entry = entry;
    }

    /** A file and a directory of one name are two. */
    boolean isOf(Entry other) {
      return entry.isDirectory() == other.isDirectory() && entry.path().equals(other.path());
    }

    void add(FileInfo file) {
      files++;
      bytes += file.size();
    }

    String columns() {
      return String.format(Locale.ROOT, "%15d %10d  ", bytes, files);
    }

    JsonLine json() {
      JsonLine line = new JsonLine();
      line.text("path", Display.path(entry)).flag("directory", entry.isDirectory());
      return line.number("size", bytes).number("files", files);
    }
  }
}
