package dev.coffer.gcs;

import dev.coffer.FilePath;
import dev.coffer.remote.KeyPage;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The course of a listing: each page goes on behind the one before. A server that lists the same
 * again, with tokens that are always new, would keep a caller for ever.
 */
final class Course {
  /** Pages may be empty, such as where much was deleted. */
  private static final int MOST_EMPTY = 1000;

  private String reached = "";
  private int empty;

  /** Goes on to the end of a page; false when it does not lead on. */
  boolean leadsOn(KeyPage page) {
    Optional<String> last = last(page);
    boolean back = last.filter(name -> FilePath.compareUtf8(name, reached) <= 0).isPresent();
    empty = last.isPresent() ? 0 : empty + 1;
    reached = last.orElse(reached);
    return !back && empty <= MOST_EMPTY;
  }

  private static Optional<String> last(KeyPage page) {
    return Stream.concat(page.objects().stream().map(KeyPage.Found::key), page.prefixes().stream())
        .max(FilePath::compareUtf8);
  }
}
