package dev.coffer.remote;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.StorageFailureException;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The pages of a listing, whose keys all lie where they were asked for: that a store touches
 * nothing of others does not rest on the server.
 */
record PagesBelow(Iterator<KeyPage> pages, String below, Scope scope) implements Iterator<KeyPage> {
  /** What is listed, for errors. */
  record Scope(String operation, FilePath directory, String store) {
    StorageFailureException broken(String hint) {
      return new StorageFailureException(
          new ErrorContext(operation, directory.toString(), store), hint, null);
    }
  }

  @Override
  public boolean hasNext() {
    return pages.hasNext();
  }

  @Override
  public KeyPage next() {
    KeyPage page = pages.next();
    Stream<String> keys = page.objects().stream().map(KeyPage.Found::key);
    if (!keys.allMatch(this::isBelow) || !page.prefixes().stream().allMatch(this::isDirectory)) {
      throw scope.broken("the server lists keys outside of the directory that it was asked for");
    }
    return page;
  }

  private boolean isBelow(String key) {
    return key.startsWith(below);
  }

  private boolean isDirectory(String prefix) {
    return prefix.startsWith(below) && prefix.length() > below.length() && prefix.endsWith("/");
  }
}
