package dev.coffer.app.sync;

import dev.coffer.OmittedName;
import java.util.List;

/** Counts the files that a sync would delete, and ignores everything else. */
final class DeletionCount implements Journal {
  private long files;

  private DeletionCount() {}

  static long of(Sides sides) {
    DeletionCount count = new DeletionCount();
    new TargetDeletion(sides, true, Long.MAX_VALUE, count, SilentReport.ALL).deleteAll();
    return count.files;
  }

  @Override
  public void deleted(String path) {
    files++;
  }

  @Override
  public void copied(String path, long bytes) {}

  @Override
  public void kept(String path) {}

  @Override
  public void notSeen(Throwable error) {}

  @Override
  public void undecided(List<String> paths, RuntimeException error) {}

  @Override
  public void skipped() {}

  @Override
  public void moved(long bytes) {}

  @Override
  public void failed(String path, Throwable error) {}

  @Override
  public void unreadable(String path, RuntimeException error) {}

  @Override
  public void omitted(OmittedName name) {}
}
