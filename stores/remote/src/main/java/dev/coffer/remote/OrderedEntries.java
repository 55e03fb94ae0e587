package dev.coffer.remote;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.StorageFailureException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the entries of pages in the order of the contract, whatever the order of the server. It
 * holds back an entry as long as one may come that belongs before it, which can only be where names
 * have characters beyond U+FFFF. Each name comes once. For one thread at a time.
 */
final class OrderedEntries {
  static final Comparator<Entry> BY_NAME =
      (one, other) -> FilePath.compareUtf8(name(one), name(other));

  /** As many as may be held while nobody knows whether it is for anything. */
  private static final int MOST_HELD = 100_000;

  private final KeyOrder order;
  private final Keys keys;
  private final PagesBelow.Scope scope;
  private final int common;
  private List<Entry> held = new ArrayList<>();

  /** The name that was given last. */
  private String reached = "";

  /**
   * Begins before the first page.
   *
   * @param scope what is listed
   * @param common how many characters all keys have in common
   */
  OrderedEntries(KeyOrder order, Keys keys, PagesBelow.Scope scope, int common) {
    this.order = order;
    this.keys = keys;
    this.scope = scope;
    this.common = common;
  }

  /** A directory comes where the names below it do. */
  static String name(Entry entry) {
    return entry.isDirectory() ? entry.path() + "/" : entry.path().toString();
  }

  /**
   * Takes a page.
   *
   * @param entries of the page; the list may be changed
   * @param isLast whether it is the last page
   * @return those before which no other can come any more
   */
  List<Entry> take(KeyPage page, List<Entry> entries, boolean isLast) {
    order.watch(page.objects());
    held.addAll(entries);
    held.sort(BY_NAME);
    if (held.size() > MOST_HELD) {
      order.takeForBytes();
    }
    int certain = isLast || order.isOfBytes() ? held.size() : certain(page);
    List<Entry> now = eachOnce(held.subList(0, certain));
    held = new ArrayList<>(held.subList(certain, held.size()));
    return now;
  }

  /**
   * Leaves out a name that follows itself, as it does where a server begins a page with what the
   * one before ended with.
   *
   * @throws StorageFailureException if a name follows one that it should precede
   */
  private List<Entry> eachOnce(List<Entry> entries) {
    List<Entry> once = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      String name = name(entry);
      int comparison = FilePath.compareUtf8(name, reached);
      if (comparison < 0) {
        throw scope.broken("the server does not list names in their order");
      }
      if (comparison > 0) {
        once.add(entry);
        reached = name;
      }
    }
    return once;
  }

  private int certain(KeyPage page) {
    if (page.objects().isEmpty() && page.prefixes().isEmpty()) {
      return 0;
    }
    String toCome = keys.name(KeyOrder.firstToCome(ListingProgress.last(page).utf16(), common));
    int certain = 0;
    while (certain < held.size() && FilePath.compareUtf8(name(held.get(certain)), toCome) < 0) {
      certain++;
    }
    return certain;
  }
}
