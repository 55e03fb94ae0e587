package dev.coffer.app.sync;

import dev.coffer.OmittedName;

/** Leftovers of a first look at an origin: the copying tells of them. */
enum SilentReport implements SkippedFiles {
  /** Passes over all. */
  ALL;

  @Override
  public void failed(String path, Throwable error) {}

  @Override
  public void unreadable(String path, RuntimeException error) {}

  @Override
  public void omitted(OmittedName name) {}
}
