package dev.coffer.app.sync;

import dev.coffer.OmittedName;
import dev.coffer.app.filter.PathFilter;

/** Passes on what concerns paths that a filter may choose: no failure is one of excluded files. */
record ChosenSkippedFiles(SkippedFiles next, PathFilter filter) implements SkippedFiles {
  @Override
  public void failed(String path, Throwable error) {
    if (filter.mayChoose(path)) {
      next.failed(path, error);
    }
  }

  @Override
  public void unreadable(String path, RuntimeException error) {
    if (path.isEmpty() || filter.mayChoose(path)) {
      next.unreadable(path, error);
    }
  }

  @Override
  public void omitted(OmittedName name) {
    if (filter.mayChoose(name.name())) {
      next.omitted(name);
    }
  }
}
