package dev.coffer.agent;

import dev.coffer.FilePath;

/** What a file that is being written takes of a quota: as much as the larger of old and new. */
final class QuotaShare {
  private final FilePath path;
  private long replaced;
  private long taken;

  QuotaShare(FilePath path) {
    this.path = path;
  }

  FilePath path() {
    return path;
  }

  void replaces(long size) {
    replaced = size;
  }

  void grow(long bytes) {
    taken = bytes;
  }

  long bytes() {
    return Math.max(replaced, taken);
  }
}
