package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.SoftDeletedFile;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Lists the versions of a file. */
final class Versions implements Verb {
  private static final VerbOption LIMIT = new VerbOption("--limit", "N", "At most so many lines.");

  @Override
  public Usage usage() {
    return new Usage(
        "versions",
        "List the versions of a file, the newest first.",
        List.of(LIMIT, SoftDeleted.OPTION),
        List.of(PositionalArgument.of("PATH", "The file, which may be deleted.")),
        """
        A line has a name, the size in bytes, the time and the id of a version. The name is that of
        the current file, a number that goes back from it, or that of a deletion, which has no content.
        Where a verb takes a version, it takes its number, its id, or a beginning or an end of an id
        that no other version has. A number means another version after the next change; an id never
        does. With --json a version has number and id, a deletion deletedAt and deletedBy.

        With --soft-deleted it is what was removed for good, by a prune or by others, and a bucket of
        Google with soft deletion still has, of a file or of all below a directory. coffer restore
        --version takes such an id.
        """,
        List.of(
            "date | coffer put - notes/a.txt && coffer versions notes/a.txt",
            "coffer versions --limit 2 --json notes/a.txt"));
  }

  @Override
  public void run(CommandSession session) {
    long limit =
        OptionValues.number(session.words(), LIMIT, 1, Integer.MAX_VALUE).orElse(Long.MAX_VALUE);
    if (session.words().has(SoftDeleted.OPTION)) {
      softDeleted(session, limit);
      return;
    }
    FilePath path = StorePaths.file(session.words().place(0));
    try (FileStore store = session.openToRead()) {
      FileVersions versions = KeptHistory.of(store, "versions");
      Revisions revisions = Revisions.of(path, store, versions);
      if (revisions.isEmpty()) {
        throw KeptHistory.noVersions("versions", path, store, versions);
      }
      new Lines(session, path, versions, limit).print(revisions);
    }
  }

  private static void softDeleted(CommandSession session, long limit) {
    FilePath path = StorePaths.of(session.words().place(0));
    try (FileStore store = session.openToRead();
        Stream<SoftDeletedFile> found = SoftDeleted.of(path, KeptHistory.of(store, "versions"))) {
      Iterator<SoftDeletedFile> each = found.limit(limit).iterator();
      if (!each.hasNext()) {
        session
            .console()
            .warn(
                "versions: there is nothing: only a bucket of Google whose versioning and soft"
                    + " deletion are on has such versions");
      }
      each.forEachRemaining(one -> SoftDeleted.print(one, session));
    }
  }

  /** The lines of one file, as many as are asked for. */
  private static final class Lines {
    private static final int NAME_WIDTH = 9;
    private static final int SIZE_WIDTH = 13;
    private static final int TIME_WIDTH = 32;

    private final CommandSession session;
    private final FilePath path;
    private final FileVersions versions;
    private long left;
    private int number;

    Lines(CommandSession session, FilePath path, FileVersions versions, long limit) {
      this.session = session;
      this.path = path;
      this.versions = versions;
      this.left = limit;
    }

    void print(Revisions revisions) {
      revisions.current().ifPresent(this::current);
      try (Stream<FileVersion> earlier = revisions.earlier()) {
        earlier.takeWhile(version -> left > 0).forEach(this::earlier);
      }
    }

    private void earlier(FileVersion version) {
      if (version.deleteMarker()) {
        deletion(version);
      } else {
        version(version);
      }
    }

    private void current(FileInfo file) {
      JsonLine json = new JsonLine().entry(file).flag(Revisions.CURRENT, true);
      print(
          json, Revisions.CURRENT, String.valueOf(file.size()), file.lastModified().toString(), "");
    }

    private void version(FileVersion version) {
      number--;
      JsonLine json = line(version).number("number", number).number("size", version.size());
      print(
          json.text("lastModified", version.time().toString()),
          String.valueOf(number),
          String.valueOf(version.size()),
          version.time().toString(),
          version.id());
    }

    private void deletion(FileVersion deletion) {
      String time = deletion.time().toString();
      String by = versions.deletedBy(path.toString(), deletion.id()).orElse("");
      JsonLine json = line(deletion).flag("deleted", true).text("deletedAt", time);
      if (!by.isEmpty()) {
        json.text("deletedBy", by);
      }
      print(json, "deleted", "-", time, by.isEmpty() ? "" : "by " + by);
    }

    private JsonLine line(FileVersion version) {
      return new JsonLine().text("path", path.toString()).text("id", version.id());
    }

    private void print(JsonLine json, String name, String size, String time, String rest) {
      left--;
      String text = columns(name, size, time, rest).stripTrailing();
      if (session.json()) {
        session.console().out().println(json.toString());
      } else {
        session.console().say(text);
      }
    }

    private static String columns(String name, String size, String time, String rest) {
      return pad(name, NAME_WIDTH)
          + " ".repeat(Math.max(0, SIZE_WIDTH - size.length()))
          + size
          + "  "
          + pad(time, TIME_WIDTH)
          + rest;
    }

    private static String pad(String text, int width) {
      return text + " ".repeat(Math.max(0, width - text.length()));
    }
  }
}
