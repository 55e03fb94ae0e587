package dev.coffer.app.sync;

import dev.coffer.OmittedName;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells of each directory of the target that cannot be read, once, though a sync lists the target
 * twice. What other programs have made there and no listing shows is not of a sync.
 */
final class UnreadTarget implements SkippedFiles {
  private final SkippedFiles next;
  private final Set<String> told = new HashSet<>();

  UnreadTarget(SkippedFiles next) {
    this.next = next;
  }

  @Override
  public void failed(String path, Throwable error) {
    if (told.add(path)) {
      next.failed(path, error);
    }
  }

  @Override
  public void unreadable(String path, RuntimeException error) {
    if (told.add(path)) {
      next.unreadable(path, error);
    }
  }

  @Override
  public void omitted(OmittedName name) {}
}
