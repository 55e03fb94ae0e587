package dev.coffer.app.sync;

import dev.coffer.OmittedName;
import dev.coffer.app.filter.PathFilter;

/** Passes on what concerns paths that a filter may choose: no failure is one of excluded files. */
record ChosenSkippedFiles(SkippedFiles next, PathFilter filter) implements SkippedFiles {
  @Override
  public void failed(String path, Throwable error) {
    if (concerns(path)) {
      next.failed(path, error);
    }
  }

  @Override
  public void unreadable(String path, RuntimeException error) {
    if (path.isEmpty() || concerns(path)) {
      next.unreadable(path, error);
    }
  }

  @Override
  public void omitted(OmittedName name) {
    if (concerns(name.name())) {
      next.omitted(name);
    }
  }

  /** What cannot be read or is left out may be, or have been, a directory with chosen files. */
  private boolean concerns(String name) {
    return filter.mayChoose(name) || (!name.endsWith("/") && filter.mayChoose(name + "/"));
  }
}
