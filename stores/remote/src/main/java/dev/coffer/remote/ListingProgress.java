package dev.coffer.remote;

import java.util.stream.Stream;

/**
 * Checks the progress of a listing: each page must end after the previous one. Otherwise a server
 * that lists the same keys again, with ever new tokens, would keep a caller forever. For one thread
 * at a time.
 */
public final class ListingProgress {
  /** Pages may be empty, for example if many keys were deleted. */
  private static final int MOST_EMPTY = 1000;

  private final KeyOrder order;
  private KeyOrder.Last reached = KeyOrder.Last.NONE;
  private int empty;

  /**
   * Starts before the first page.
   *
   * @param order the key order of the server
   */
  public ListingProgress(KeyOrder order) {
    this.order = order;
  }

  /**
   * Advances to the end of a page and returns whether it makes progress.
   *
   * @param page the next page, which is not the last
   * @return false if it does not end after the previous one, or too many pages were empty
   */
  public boolean leadsOn(KeyPage page) {
    if (page.objects().isEmpty() && page.prefixes().isEmpty()) {
      return ++empty <= MOST_EMPTY;
    }
    empty = 0;
    KeyOrder.Last before = reached;
    reached = last(page);
    return order.isBehind(reached, before);
  }

  static KeyOrder.Last last(KeyPage page) {
    return KeyOrder.Last.of(
        Stream.concat(page.objects().stream().map(KeyPage.Found::key), page.prefixes().stream()));
  }
}
