package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.versioning.FileHistory;
import dev.coffer.versioning.FileVersion;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the children of a directory hold and held, one after the other: what is below a child comes
 * together.
 */
final class HistorySums {
  private final FilePath directory;
  private final CommandSession session;
  private final Map<String, Sum> ofChild = new TreeMap<>();
  private final Sum total = new Sum();
  private String child = "";

  HistorySums(FilePath directory, CommandSession session) {
    this.directory = directory;
    this.session = session;
  }

  void add(FileHistory history) {
    String below = history.path().relativeTo(directory).toString();
    int slash = below.indexOf('/');
    String name = slash < 0 ? below : below.substring(0, slash);
    if (!name.equals(child)) {
      printChild();
      child = name;
    }
    // A path may have been a file and a directory, by turns or at once.
    ofChild.computeIfAbsent(slash < 0 ? name : name + "/", any -> new Sum()).add(history);
    total.add(history);
  }

  private void printChild() {
    ofChild.forEach(
        (name, sum) -> {
          String prefix = directory.isRoot() ? "" : directory + "/";
          boolean inner = name.endsWith("/");
          print(sum, sum.json(prefix + name, inner), prefix + name);
        });
    ofChild.clear();
  }

  void close() {
    printChild();
    String path = directory.isRoot() ? "/" : directory + "/";
    print(total, total.json(path, true).flag("total", true), "total");
  }

  private void print(Sum sum, JsonLine json, String name) {
    if (session.json()) {
      session.console().out().println(json.toString());
    } else {
      session.console().say(sum.columns() + name);
    }
  }

  /** What is at a path or below it. */
  private static final class Sum {
    private long files;
    private long bytes;
    private long versions;
    private long versionBytes;

    void add(FileHistory history) {
      files += history.current().isPresent() ? 1 : 0;
      bytes += history.current().map(FileInfo::size).orElse(0L);
      for (FileVersion version : history.versions()) {
        versions += version.deleteMarker() ? 0 : 1;
        versionBytes += version.size();
      }
    }

    String columns() {
      return String.format(
          Locale.ROOT, "%15d %10d %15d %10d  ", bytes, files, versionBytes, versions);
    }

    JsonLine json(String path, boolean isDirectory) {
      JsonLine line = new JsonLine().text("path", path).flag("directory", isDirectory);
      line.number("size", bytes).number("files", files);
      return line.number("versionSize", versionBytes).number("versions", versions);
    }
  }
}
