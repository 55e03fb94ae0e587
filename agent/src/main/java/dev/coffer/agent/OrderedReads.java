package dev.coffer.agent;

import dev.coffer.FileStore;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads many files by {@link FileStore#readAll}, a group at a time, and makes something of each.
 * Other than with {@code readAll} alone, each content comes with the file that it is of, and a file
 * that does not exist, perhaps since it was deleted meanwhile, is skipped.
 *
 * @param <F> what stands for a file
 * @param <R> what is made of it
 */
final class OrderedReads<F, R> implements Iterator<R> {
  /** A group that is read to its end costs a pause; one that is not, needless reads. */
  static final int LARGEST_GROUP = 1000;

  static final int SMALL_GROUP = 32;

  /** What is made of a file. */
  interface Meaning<F, R> {
    /** Makes something of the content of a file, or nothing. */
    Optional<R> of(F file, byte[] content);

    /** Called for a file that does not exist. */
    default void missing() {}
  }

  private final FileStore store;
  private final Supplier<List<F>> listing;
  private final Function<F, String> path;
  private final Meaning<F, R> meaning;

  private int size;
  private @Nullable List<F> files;
  private int next;
  private int endOfGroup;
  private @Nullable Group contents;
  private @Nullable R ready;

  private OrderedReads(
      FileStore store,
      Supplier<List<F>> listing,
      Function<F, String> path,
      Meaning<F, R> meaning,
      int firstGroup) {
    this.store = store;
    this.listing = listing;
    this.path = path;
    this.meaning = meaning;
    this.size = firstGroup;
  }

  /**
   * Returns what is made of files, lazily.
   *
   * @param listing called when the first is asked for
   * @param path the file to read
   * @param meaning makes something of a file
   * @param firstGroup how many files to read at first; later groups are larger
   */
  static <F, R> Stream<R> stream(
      FileStore store,
      Supplier<List<F>> listing,
      Function<F, String> path,
      Meaning<F, R> meaning,
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
    F file = all.get(next);
    try {
      Group group = contents == null ? open(all) : contents;
      byte[] content = group.content().next();
      if (content.length == 0 && group.files().isMissing(path.apply(file))) {
        meaning.missing();
      } else {
        ready = meaning.of(file, content).orElse(null);
      }
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

  private Group open(List<F> all) {
    endOfGroup = Math.min(all.size(), next + size);
    size = Math.min(LARGEST_GROUP, 2 * size);
    List<String> paths = all.subList(next, endOfGroup).stream().map(path).toList();
    Group group = Group.of(new MissingAsEmpty(store), paths);
    contents = group;
    return group;
  }

  private void close() {
    if (contents != null) {
      contents.stream().close();
    }
    contents = null;
  }

  /** Contents that are read at once. */
  private record Group(MissingAsEmpty files, Stream<byte[]> stream, Iterator<byte[]> content) {
    static Group of(MissingAsEmpty files, List<String> paths) {
      Stream<byte[]> stream = files.readAll(paths);
      return new Group(files, stream, stream.iterator());
    }
  }
}
