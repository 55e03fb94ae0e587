package dev.coffer.remote;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The entries of a directory of a bucket, page by page. Keys that no path can name are left out and
 * reported to listeners; directory markers made by consoles, and the keys that Coffer keeps for
 * itself, are left out silently. A page with a key outside the directory is an error, and so is a
 * name that follows one it should precede; a name that follows itself is returned once.
 */
public final class KeyListing implements Iterator<Entry> {
  private final Keys keys;
  private final FilePath directory;
  private final String startAfter;
  private final OmittedKeys omissions;
  private final OrderedEntries order;
  private final Iterator<KeyPage> pages;
  private Iterator<Entry> page = Collections.emptyIterator();

  /** Requests pages from a service. */
  public interface Service {
    /**
     * Returns the pages of a listing, each requested when it is taken.
     *
     * @param below the prefix of all keys
     * @param start where to start; the key itself may or may not be included. Empty for the
     *     beginning
     * @return the pages; each step checks whether the store is open
     */
    Iterator<KeyPage> pages(String below, Optional<String> start);
  }

  private KeyListing(
      Keys keys,
      FilePath directory,
      ListOptions options,
      OrderedEntries order,
      Iterator<KeyPage> pages) {
    this.keys = keys;
    this.directory = directory;
    this.startAfter = options.startAfter().orElse("");
    this.omissions = new OmittedKeys(keys, options);
    this.order = order;
    this.pages = pages;
  }

  /**
   * Lists a directory.
   *
   * @param keys the keys of the store
   * @param directory the directory
   * @param options where to start; recursion is up to the service
   * @param order the key order of the server
   * @param service provides the pages
   * @return the entries, in the order of the contract
   */
  public static Stream<Entry> of(
      Keys keys, FilePath directory, ListOptions options, KeyOrder order, Service service) {
    String below = keys.below(directory);
    String start = options.startAfter().map(name -> keys.prefix() + name).orElse("");
    boolean inside = start.startsWith(below);
    if (!inside && FilePath.compareUtf8(start, below) > 0) {
      return Stream.empty();
    }
    String first = inside ? order.start(start, below.length()) : "";
    boolean behind = first.length() > below.length();
    Iterator<KeyPage> pages = service.pages(below, behind ? Optional.of(first) : Optional.empty());
    PagesBelow.Scope scope = new PagesBelow.Scope("list", directory, keys.store());
    KeyListing listing =
        new KeyListing(
            keys,
            directory,
            options,
            new OrderedEntries(order, keys, scope, below.length()),
            new PagesBelow(pages, below, scope));
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(listing, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  @Override
  public boolean hasNext() {
    while (pages.hasNext() && !page.hasNext()) {
      KeyPage answer = pages.next();
      page = order.take(answer, entries(answer), !pages.hasNext()).iterator();
    }
    return page.hasNext();
  }

  @Override
  public Entry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }

  /** Merges files and directories, which arrive separately and each in order. */
  private List<Entry> entries(KeyPage answer) {
    List<Entry> entries = new ArrayList<>();
    for (KeyPage.Found object : answer.objects()) {
      keys.path(object.key(), directory)
          .ifPresentOrElse(
              path -> add(entries, object.info().apply(path)), () -> omissions.tell(object.key()));
    }
    for (String prefix : answer.prefixes()) {
      directory(prefix)
          .ifPresentOrElse(path -> add(entries, new Directory(path)), () -> omissions.tell(prefix));
    }
    return entries;
  }

  private Optional<FilePath> directory(String prefix) {
    return keys.path(prefix.substring(0, prefix.length() - 1), directory);
  }

  /**
   * Skips entries up to the start: the directory that contains the start is listed again, and the
   * starts of some servers differ.
   */
  private void add(List<Entry> entries, Entry entry) {
    if (startAfter.isEmpty() || FilePath.compareUtf8(OrderedEntries.name(entry), startAfter) > 0) {
      entries.add(entry);
    }
  }
}
