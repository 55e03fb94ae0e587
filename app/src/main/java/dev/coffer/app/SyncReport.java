package dev.coffer.app;

import dev.coffer.FileStoreException;
import dev.coffer.app.sync.Journal;
import org.jspecify.annotations.Nullable;

/** Counts what a sync does and tells it: failures at once, the counts at the end. */
final class SyncReport implements Journal {
  private final Session session;
  private final boolean dryRun;
  private final Progress progress;
  private long files;
  private long bytes;
  private long skipped;
  private long deleted;
  private long failed;
  private @Nullable Throwable first;

  SyncReport(Session session, boolean dryRun, Progress progress) {
    this.session = session;
    this.progress = progress;
    this.dryRun = dryRun;
  }

  @Override
  public synchronized void copied(String path, long size) {
    files++;
    bytes += size;
    if (dryRun) {
      plan("copy", path);
    }
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
  public synchronized void failed(String path, Throwable error) {
    failed++;
    first = first == null ? error : first;
    progress.clear();
    session.console().warn(message(path, error));
  }

  /** A store's error names the path itself. */
  private static String message(String path, Throwable error) {
    return error instanceof FileStoreException
        ? String.valueOf(error.getMessage())
        : oneLine(path) + ": " + error;
  }

  private static String oneLine(String path) {
    return path.replace("\n", "\\u000a");
  }

  @Override
  public void unreadable(String path, RuntimeException error) {
    failed(path, error);
  }

  @Override
  public synchronized void leftOut(String path) {
    progress.clear();
    session.console().warn("left out, no regular file: " + oneLine(path));
  }

  @Override
  public void moved(long count) {
    progress.add(count);
  }

  /** The closing line. */
  synchronized void close() {
    progress.close();
    if (session.json()) {
      JsonLine line = new JsonLine().number("files", files).number("bytes", bytes);
      line.number("skipped", skipped).number("deleted", deleted).number("failed", failed);
      session.console().out().println(line.flag("dryRun", dryRun).toString());
    } else {
      String would = dryRun ? "would have " : "";
      session.console().say(would + "copied " + counts());
    }
    // Also of a sync that is told to end, after which nobody writes out what waits.
    session.console().out().flush();
  }

  private String counts() {
    return Display.count(files, "file", "files")
        + ", "
        + Display.count(bytes, "byte", "bytes")
        + "; skipped "
        + skipped
        + ", deleted "
        + deleted
        + ", failed "
        + failed;
  }

  synchronized void requireSuccess() {
    if (first != null) {
      String what = Display.count(failed, "file", "files");
      throw new CommandException(ExitCode.of(first), "sync: " + what + " failed");
    }
  }
}
