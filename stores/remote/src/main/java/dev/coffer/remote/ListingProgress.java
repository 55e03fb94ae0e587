package dev.coffer.remote;

import java.util.stream.Stream;

/**
 * The course of a listing: each page goes on behind the one before. A server that lists the same
 * again, with tokens that are always new, would keep a caller for ever. For one thread at a time.
 */
public final class ListingProgress {
  /** Pages may be empty, such as where much was deleted. */
  private static final int MOST_EMPTY = 1000;

  private final KeyOrder order;
  private KeyOrder.Last reached = KeyOrder.Last.NONE;
  private int empty;

  /**
   * Begins before the first page.
   *
   * @param order of the server
   */
  public ListingProgress(KeyOrder order) {
    this.order = order;
  }

  /**
   * Goes on to the end of a page.
   *
   * @param page the next one, which is not the last
   * @return false when it ends no farther than the one before, or too many were empty
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
