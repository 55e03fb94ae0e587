package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.versioning.FileVersion;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Tells what is brought back: file by file, or as counts at the end. */
final class RestoreReport {
  private final CommandSession session;
  private final String verb;
  private final boolean dryRun;
  private long files;
  private long bytes;
  private long unchanged;
  private long later;
  private long present;
  private long undated;
  private long deleted;
  private long failed;
  private @Nullable RuntimeException first;

  RestoreReport(CommandSession session, String verb) {
    this.session = session;
    this.verb = verb;
    this.dryRun = session.words().has(TransferOptions.DRY_RUN);
  }

  /** Counts a file that is restored. */
  synchronized void restored(FileVersion version) {
    files++;
    bytes += version.size();
  }

  /** Tells what would be done. */
  synchronized void planned(FilePath path, FileVersion version, boolean replaces) {
    restored(version);
    JsonLine json =
        new JsonLine()
            .text("action", "restore")
            .text("path", path.toString())
            .text("version", version.id());
    print(
        json.number("size", version.size()).flag("replaces", replaces),
        "restore " + text(path, version) + (replaces ? " (replaced)" : ""));
  }

  /** Counts a file that was created later, and is deleted. */
  synchronized void deleted() {
    deleted++;
  }

  /** Tells what would be deleted. */
  synchronized void plannedDeletion(FilePath path) {
    deleted();
    JsonLine json = new JsonLine().text("action", "delete").text("path", path.toString());
    print(json, "delete " + path);
  }

  /** Tells of one file that is restored. */
  synchronized void tell(FileInfo file, FileVersion version) {
    print(
        new JsonLine().entry(file).text("version", version.id()),
        "restored " + text(file.path(), version));
  }

  private static String text(FilePath path, FileVersion version) {
    return path
        + ": "
        + Display.count(version.size(), "byte", "bytes")
        + " of "
        + version.time()
        + ", version "
        + version.id();
  }

  synchronized void unchanged() {
    unchanged++;
  }

  /** Counts a file that was created later, and stays. */
  synchronized void later() {
    later++;
  }

  /** Counts a file that another has written by now, and stays. */
  synchronized void present() {
    present++;
  }

  /** Counts a file of which nothing tells when it was deleted, and that stays deleted. */
  synchronized void undated() {
    undated++;
  }

  synchronized void failed(RuntimeException error) {
    failed++;
    first = first == null ? error : first;
    session.console().warn(String.valueOf(error.getMessage()));
  }

  /** Counts a file whose failure ends the whole command, which reports it. */
  synchronized void ended() {
    failed++;
  }

  /** The closing line of a directory. */
  synchronized void close() {
    JsonLine json = new JsonLine().number("files", files).number("bytes", bytes);
    json.number("deleted", deleted);
    json.number("unchanged", unchanged).number("later", later).number("present", present);
    json.number("undated", undated);
    print(json.number("failed", failed).flag("dryRun", dryRun), counts());
    // Also when the process is asked to end, after which nobody flushes what is buffered.
    session.console().out().flush();
  }

  private String counts() {
    StringJoiner more = new StringJoiner(", ", "; ", "");
    add(more, deleted, "deleted");
    add(more, unchanged, "as it was already");
    add(more, later, "created later and left");
    add(more, present, "written again and left");
    add(more, undated, "deleted at an unknown time and left");
    more.add(failed + " failed");
    return (dryRun ? "would have restored " : "restored ")
        + Display.count(files, "file", "files")
        + ", "
        + Display.count(bytes, "byte", "bytes")
        + more;
  }

  private static void add(StringJoiner text, long count, String what) {
    if (count > 0) {
      text.add(count + " " + what);
    }
  }

  private void print(JsonLine json, String text) {
    if (session.json()) {
      session.console().out().println(json.toString());
    } else {
      session.console().say(text);
    }
  }

  synchronized void requireSuccess() {
    if (first != null) {
      String what = Display.count(failed, "file", "files") + " could not be restored";
      throw new CommandException(ExitCode.of(first), verb + ": " + what);
    }
  }
}
