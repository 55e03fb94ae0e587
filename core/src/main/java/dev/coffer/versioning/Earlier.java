package dev.coffer.versioning;

import dev.coffer.FileInfo;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Leaves out the version that is the current file. That is looked at when the first version is
 * known, so none is missed that was replaced in between; without a version it is not.
 */
final class Earlier implements Predicate<Kept> {
  private final Supplier<Optional<FileInfo>> look;
  private Optional<FileInfo> current = Optional.empty();
  private boolean looked;

  Earlier(Supplier<Optional<FileInfo>> look) {
    this.look = look;
  }

  @Override
  public boolean test(Kept version) {
    if (!looked) {
      current = look.get();
      looked = true;
    }
    return !version.isCurrent(current);
  }
}
