package dev.coffer.agent;

import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads many files by {@link FileStore#readAll}, a group at a time, and makes something of each.
 * Other than with {@code readAll} alone, each content comes with the file that it is of, and a file
 * that was deleted meanwhile is passed over.
 *
 * @param <F> what stands for a file
 * @param <R> what is made of it
 */
final class OrderedReads<F, R> implements Iterator<R> {
  /** A group that is read to its end costs a pause; one that is not, needless reads. */
  static final int LARGEST_GROUP = 1000;

  static final int SMALL_GROUP = 32;

  private final FileStore store;
  private final Supplier<List<F>> listing;
  private final Function<F, String> path;
  private final BiFunction<F, byte[], Optional<R>> meaning;

  private int group;
  private @Nullable List<F> files;
  private int next;
  private int endOfGroup;
  private @Nullable Stream<byte[]> contents;
  private @Nullable Iterator<byte[]> content;
  private @Nullable R ready;

  private OrderedReads(
      FileStore store,
      Supplier<List<F>> listing,
      Function<F, String> path,
      BiFunction<F, byte[], Optional<R>> meaning,
      int firstGroup) {
    this.store = store;
    this.listing = listing;
    this.path = path;
    this.meaning = meaning;
    this.group = firstGroup;
  }

  /**
   * Returns what is made of files, lazily.
   *
   * @param listing called when the first is asked for
   * @param path the file to read
   * @param meaning makes something of a file, or nothing
   * @param firstGroup how many files to read at first; later groups are larger
   */
  static <F, R> Stream<R> stream(
      FileStore store,
      Supplier<List<F>> listing,
      Function<F, String> path,
      BiFunction<F, byte[], Optional<R>> meaning,
      int firstGroup) {
    OrderedReads<F, R> reads = new OrderedReads<>(store, listing, path, meaning, firstGroup);
    Spliterator<R> results =
        Spliterators.spliteratorUnknownSize(reads, Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(results, false).onClose(reads::close);
  }

  @Override
  public boolean hasNext() {
    List<F> all = files == null ? listing.get() : files;
    files = all;
    while (ready == null && next < all.size()) {
      advance(all);
    }
    return ready != null;
  }

  @Override
  public R next() {
    if (!hasNext() || ready == null) {
      throw new NoSuchElementException();
    }
    R result = ready;
    ready = null;
    return result;
  }

  private void advance(List<F> all) {
    Iterator<byte[]> contentsLeft = content == null ? open(all) : content;
    try {
      byte[] bytes = contentsLeft.next();
      ready = meaning.apply(all.get(next), bytes).orElse(null);
    } catch (NotFoundException e) {
      // A stream ends with its first error: the rest of the group is asked for again.
      close();
    } catch (RuntimeException e) {
      // Whoever asks again gets the same file, and not the content of the one after it.
      close();
      throw e;
    }
    next++;
    if (next == endOfGroup) {
      close();
    }
  }

  private Iterator<byte[]> open(List<F> all) {
    endOfGroup = Math.min(all.size(), next + group);
    group = Math.min(LARGEST_GROUP, 2 * group);
    contents = store.readAll(all.subList(next, endOfGroup).stream().map(path).toList());
    content = contents.iterator();
    return content;
  }

  private void close() {
    if (contents != null) {
      contents.close();
    }
    contents = null;
    content = null;
  }
}
