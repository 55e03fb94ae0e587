package dev.coffer.remote;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The entries of a directory of a bucket, page by page. Keys that no path can name are left out,
 * and told to who listens; the markers of directories that consoles make, and what Coffer keeps for
 * itself, are left out silently. A page with a key outside of the directory is an error.
 */
public final class KeyListing implements Iterator<Entry> {
  private static final Comparator<Entry> BY_NAME =
      (one, other) -> FilePath.compareUtf8(name(one), name(other));

  private final Keys keys;
  private final String startAfter;
  private final Omissions omissions;
  private final Iterator<KeyPage> pages;
  private Iterator<Entry> page = Collections.emptyIterator();

  /** Asks a service for pages. */
  public interface Service {
    /**
     * The pages of a listing, each asked for when it is taken.
     *
     * @param below what all keys begin with
     * @param start where to start; the key itself may come or not. Empty for the beginning
     * @return checks at each step whether the store is open
     */
    Iterator<KeyPage> pages(String below, Optional<String> start);
  }

  private KeyListing(Keys keys, String startAfter, Omissions omissions, Iterator<KeyPage> pages) {
    this.keys = keys;
    this.startAfter = startAfter;
    this.omissions = omissions;
    this.pages = pages;
  }

  /**
   * Lists a directory.
   *
   * @param keys of the store
   * @param directory the directory
   * @param options where to start; that it is recursive is the service's business
   * @param service asked for pages
   * @return in the order of the contract
   */
  public static Stream<Entry> of(
      Keys keys, FilePath directory, ListOptions options, Service service) {
    String below = keys.below(directory);
    String start = options.startAfter().map(name -> keys.prefix() + name).orElse("");
    boolean inside = start.startsWith(below);
    if (!inside && FilePath.compareUtf8(start, below) > 0) {
      return Stream.empty();
    }
    boolean behind = inside && start.length() > below.length();
    Iterator<KeyPage> pages = service.pages(below, behind ? Optional.of(start) : Optional.empty());
    PagesBelow.Scope scope = new PagesBelow.Scope("list", directory, keys.store());
    KeyListing listing =
        new KeyListing(
            keys,
            options.startAfter().orElse(""),
            new Omissions(keys, options),
            new PagesBelow(pages, below, scope));
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(listing, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  private static String name(Entry entry) {
    return entry.isDirectory() ? entry.path() + "/" : entry.path().toString();
  }

  @Override
  public boolean hasNext() {
    while (pages.hasNext() && !page.hasNext()) {
      page = entries(pages.next()).iterator();
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

  /** Files and directories come apart and each in order. */
  private List<Entry> entries(KeyPage answer) {
    List<Entry> entries = new ArrayList<>();
    for (KeyPage.Found object : answer.objects()) {
      keys.path(object.key())
          .ifPresentOrElse(
              path -> add(entries, object.info().apply(path)), () -> omissions.tell(object.key()));
    }
    for (String prefix : answer.prefixes()) {
      directory(prefix)
          .ifPresentOrElse(path -> add(entries, new Directory(path)), () -> omissions.tell(prefix));
    }
    if (!answer.prefixes().isEmpty()) {
      entries.sort(BY_NAME);
    }
    return entries;
  }

  private Optional<FilePath> directory(String prefix) {
    return keys.path(prefix.substring(0, prefix.length() - 1));
  }

  /**
   * A directory that holds what the listing starts behind comes again, and some servers' starts
   * differ.
   */
  private void add(List<Entry> entries, Entry entry) {
    if (startAfter.isEmpty() || FilePath.compareUtf8(name(entry), startAfter) > 0) {
      entries.add(entry);
    }
  }
}
