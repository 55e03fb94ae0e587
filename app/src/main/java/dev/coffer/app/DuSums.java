package dev.coffer.app;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints the sums of the children of a directory, one after the other, and of all. */
final class DuSums {
  private final FilePath directory;
  private final CommandSession session;
  private final Optional<StoredSums> stored;
  private final Sum total;
  private @Nullable Sum child;

  DuSums(FilePath directory, CommandSession session, Optional<StoredSums> stored) {
    this.directory = directory;
    this.session = session;
    this.stored = stored;
    this.total = new Sum(new Directory(directory));
  }

  void add(FileInfo file) {
    Entry entry = StoredSums.childOf(file, directory);
    Sum sum = child;
    if (sum == null || !sum.isOf(entry)) {
      print(sum);
      sum = new Sum(entry);
      child = sum;
    }
    sum.add(file);
    total.add(file);
  }

  private void print(@Nullable Sum sum) {
    if (sum == null) {
      return;
    }
    Optional<Long> bytes = stored.map(sums -> sums.of(sum.entry));
    if (session.json()) {
      session.console().out().println(sum.json(bytes).toString());
    } else {
      session.console().say(sum.columns(bytes) + Display.path(sum.entry));
    }
  }

  void close() {
    print(child);
    Optional<Long> bytes = stored.map(StoredSums::total);
    if (session.json()) {
      session.console().out().println(total.json(bytes).flag("total", true).toString());
    } else {
      session.console().say(total.columns(bytes) + "total");
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

    String columns(Optional<Long> stored) {
      String storedColumn =
          stored.map(size -> String.format(Locale.ROOT, " %15d", size)).orElse("");
      return String.format(Locale.ROOT, "%15d%s %10d  ", bytes, storedColumn, files);
    }

    JsonLine json(Optional<Long> stored) {
      JsonLine line = new JsonLine();
      line.text("path", Display.path(entry)).flag("directory", entry.isDirectory());
      line.number("size", bytes);
      stored.ifPresent(size -> line.number("stored", size));
      return line.number("files", files);
    }
  }
}
