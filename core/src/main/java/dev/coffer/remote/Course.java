package dev.coffer.remote;

import dev.coffer.FilePath;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The course of a listing: each page goes on behind the one before. A server that lists the same
 * again, with tokens that are always new, would keep a caller for ever. For one thread at a time.
 */
public final class Course {
  /** Pages may be empty, such as where much was deleted. */
  private static final int MOST_EMPTY = 1000;

  private String reached = "";
  private int empty;

  /** Begins before the first page. */
  public Course() {}

  /**
   * Goes on to the end of a page.
   *
   * @param page the next one, which is not the last
   * @return false when it ends no farther than the one before, or too many were empty
   */
  public boolean leadsOn(KeyPage page) {
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
