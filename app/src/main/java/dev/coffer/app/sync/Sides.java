package dev.coffer.app.sync;

import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.app.filter.PathFilter;
import dev.coffer.spi.ListedPairs;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The two sides of a sync, whose listings are gone through side by side. */
record Sides(Origin origin, FileStore target, PathFilter filter) {
  /** One use of the two listings. */
  interface Step {
    void take(ListedPairs.Pair pair) throws InterruptedException;
  }

  /**
   * Takes every path of either side that the filter chooses, in path order.
   *
   * @param leftovers hears what the origin's listing does not show, before any later path is taken
   * @param leftThere hears the same of the target's listing
   */
  void each(SkippedFiles leftovers, SkippedFiles leftThere, Step step) {
    try (Stream<FileInfo> targets = files(Origin.of(target), leftThere)) {
      each(leftovers, targets, step);
    }
  }

  /** Takes every path of the origin that the filter chooses, whatever is at the target. */
  void eachOfOrigin(SkippedFiles leftovers, Step step) {
    each(leftovers, Stream.empty(), step);
  }

  private Stream<FileInfo> files(Origin side, SkippedFiles leftovers) {
    return side.files(new ChosenSkippedFiles(leftovers, filter));
  }

  private void each(SkippedFiles leftovers, Stream<FileInfo> targets, Step step) {
    try (Stream<FileInfo> origins = files(origin, leftovers)) {
      ListedPairs pairs = new ListedPairs(chosen(origins), chosen(targets));
      while (pairs.hasNext()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        step.take(pairs.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  private Iterator<FileInfo> chosen(Stream<FileInfo> files) {
    return files.filter(file -> filter.chooses(file.path())).iterator();
  }

  InterruptedOperationException interrupted(@Nullable Throwable e) {
    return new InterruptedOperationException(new ErrorContext("sync", "", target.name()), null, e);
  }
}
