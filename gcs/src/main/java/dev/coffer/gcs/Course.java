package dev.coffer.gcs;

import dev.coffer.FilePath;
import dev.coffer.remote.KeyPage;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The course of a listing: each page goes on behind the one before, and all names are of the place
 * that was asked for. A server that does not keep to it could keep a caller for ever, or have files
 * deleted that are not meant.
 */
final class Course {
  /** Pages may be empty, such as where much was deleted. */
  private static final int MOST_EMPTY = 1000;

  private final String below;
  private String reached = "";
  private @Nullable String token;
  private int empty;

  Course(String below) {
    this.below = below;
  }

  /**
   * Checks a page and goes on to its end.
   *
   * @param next the token of the page behind it; null for the last
   */
  void check(KeyPage page, @Nullable String next) throws Resource.UnusableException {
    for (KeyPage.Found object : page.objects()) {
      requireBelow(object.key(), object.key().startsWith(below));
    }
    for (String prefix : page.prefixes()) {
      boolean directory = prefix.endsWith("/") && prefix.length() > below.length();
      requireBelow(prefix, directory && prefix.startsWith(below));
    }
    if (next != null) {
      goOn(page, next);
    }
  }

  private void requireBelow(String name, boolean isBelow) throws Resource.UnusableException {
    if (!isBelow) {
      throw new Resource.UnusableException(
          "its listing has the name '" + name + "', which is outside of '" + below + "'", null);
    }
  }

  private void goOn(KeyPage page, String next) throws Resource.UnusableException {
    Optional<String> last = last(page);
    empty = last.isPresent() ? 0 : empty + 1;
    boolean back = last.filter(name -> FilePath.compareUtf8(name, reached) <= 0).isPresent();
    if (back || next.equals(token) || empty > MOST_EMPTY) {
      throw new Resource.UnusableException("its listing does not go on behind " + reached(), null);
    }
    reached = last.orElse(reached);
    token = next;
  }

  private String reached() {
    return reached.isEmpty() ? "its beginning" : "'" + reached + "'";
  }

  private static Optional<String> last(KeyPage page) {
    return Stream.concat(page.objects().stream().map(KeyPage.Found::key), page.prefixes().stream())
        .max(FilePath::compareUtf8);
  }
}
