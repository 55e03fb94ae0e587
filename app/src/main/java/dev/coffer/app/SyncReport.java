package dev.coffer.app;

import dev.coffer.FileStoreException;
import dev.coffer.OmittedName;
import dev.coffer.app.sync.Journal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a sync, or a command that copies or moves a directory, does: failures are reported at
 * once, the counts at the end.
 */
final class SyncReport implements Journal {
  private final CommandSession session;
  private final String verb;
  private final boolean dryRun;
  private final Progress progress;
  private boolean abandoned;
  private long files;
  private long bytes;
  private long skipped;
  private long deleted;
  private long failed;
  private long kept;
  private long leftOut;
  private @Nullable Throwable first;
  private @Nullable Throwable notSeen;

  SyncReport(CommandSession session, String verb, boolean dryRun, Progress progress) {
    this.session = session;
    this.verb = verb;
    this.progress = progress;
    this.dryRun = dryRun;
  }

  @Override
  public synchronized void copied(String path, long size) {
    files++;
    bytes += size;
    if (dryRun) {
      plan(isMove() ? "move" : "copy", path);
    }
  }

  private boolean isMove() {
    return verb.equals("mv");
  }

  private boolean isSync() {
    return verb.equals("sync");
  }

  /** Says that nothing could begin: there is nothing to count. */
  synchronized void abandon() {
    abandoned = true;
  }

  @Override
  public synchronized void deleted(String path) {
    deleted++;
    if (dryRun) {
      plan("delete", path);
    }
  }

  private void plan(String action, String path) {
    progress.clear();
    if (session.json()) {
      JsonLine line = new JsonLine().text("action", action).text("path", path);
      session.console().out().println(line.toString());
    } else {
      session.console().say(action + " " + path);
    }
  }

  @Override
  public synchronized void skipped() {
    skipped++;
  }

  @Override
  public synchronized void kept(String path) {
    kept++;
  }

  @Override
  public synchronized void notSeen(Throwable error) {
    notSeen = error;
  }

  @Override
  public synchronized void failed(String path, Throwable error) {
    fail(1, error, message(path, error));
  }

  private void fail(long count, Throwable error, String message) {
    failed += count;
    first = first == null ? error : first;
    warn(message);
  }

  private void warn(String message) {
    progress.clear();
    session.console().warn(message);
  }

  /** An error of a store names the path itself, unless it was found before the path was known. */
  private static String message(String path, Throwable error) {
    return error instanceof FileStoreException e && !e.path().isEmpty()
        ? String.valueOf(error.getMessage())
        : oneLine(path) + ": " + reason(error);
  }

  private static String reason(Throwable error) {
    return error instanceof FileStoreException
        ? String.valueOf(error.getMessage())
        : error.toString();
  }

  private static String oneLine(String path) {
    return path.replace("\n", "\\u000a");
  }

  @Override
  public void unreadable(String path, RuntimeException error) {
    failed(path.isEmpty() ? "the source" : path, error);
  }

  @Override
  public synchronized void undecided(List<String> paths, RuntimeException error) {
    String files = Display.count(paths.size(), "file is", "files are");
    fail(paths.size(), error, error.getMessage() + "; whether " + files + " deleted is not known");
  }

  /** A name that could not be carried is a failure; links and devices are no files. */
  @Override
  public synchronized void omitted(OmittedName name) {
    if (name.reason() == OmittedName.Reason.INVALID_NAME) {
      String message = OmittedNames.text(name);
      fail(1, new CommandException(ExitCode.NOT_RETRYABLE, message), message);
    } else {
      leftOut++;
      warn(OmittedNames.text(name));
    }
  }

  @Override
  public void moved(long count) {
    progress.add(count);
  }

  /** The closing line. */
  synchronized void close() {
    progress.close();
    if (abandoned) {
      return;
    }
    if (session.json()) {
      JsonLine line = new JsonLine().number("files", files).number("bytes", bytes);
      line.number("skipped", skipped).number("deleted", deleted).number("failed", failed);
      line.number("leftOut", leftOut).number("kept", kept);
      session.console().out().println(line.flag("dryRun", dryRun).toString());
    } else {
      String would = dryRun ? "would have " : "";
      session.console().say(would + (isMove() ? "moved " : "copied ") + counts());
    }
    // Also of a sync that is told to end, after which nobody writes out what waits.
    session.console().out().flush();
  }

  private String counts() {
    return Display.count(files, "file", "files")
        + ", "
        + Display.count(bytes, "byte", "bytes")
        + (isSync() ? "; skipped " + skipped + ", deleted " + deleted + ", failed " : "; failed ")
        + failed
        + (leftOut == 0 ? "" : ", left out " + leftOut)
        + (kept == 0 ? "" : ", kept " + kept);
  }

  synchronized void requireSuccess() {
    if (first != null) {
      String what = Display.count(failed, "file", "files") + " failed";
      throw new CommandException(code(first), verb + ": " + what + notDeleted());
    }
    if (notSeen != null && kept > 0) {
      throw new CommandException(code(notSeen), notSeen.getMessage() + notDeleted());
    }
  }

  private String notDeleted() {
    return kept == 0
        ? ""
        : "; kept "
            + Display.count(kept, "file", "files")
            + " of DST where SRC could not be looked at";
  }

  /** A name or metadata that cannot be copied are no mistake in the call. */
  private static int code(Throwable error) {
    int code = ExitCode.of(error);
    return code == ExitCode.USAGE ? ExitCode.NOT_RETRYABLE : code;
  }
}
