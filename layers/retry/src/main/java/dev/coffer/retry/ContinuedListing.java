package dev.coffer.retry;

import dev.coffer.Entry;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ListOptions;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a listing, which continues after a failure, from the last name returned. Each
 * entry has the time limit of an operation, since it may require a page.
 */
final class ContinuedListing implements Spliterator<Entry> {
  private final RetriedOperations operations;
  private final RetriedOperation operation;
  private final FileStore store;
  private final ListOptions options;
  private @Nullable Stream<Entry> source;
  private @Nullable Spliterator<Entry> entries;
  private @Nullable Entry last;

  private ContinuedListing(
      RetriedOperations operations,
      RetriedOperation operation,
      FileStore store,
      ListOptions options,
      Stream<Entry> source) {
    this.operations = operations;
    this.operation = operation;
    this.store = store;
    this.options = options;
    this.source = source;
  }

  static Stream<Entry> of(
      RetriedOperations operations,
      RetriedOperation operation,
      FileStore store,
      ListOptions options,
      Stream<Entry> source) {
    ContinuedListing listing = new ContinuedListing(operations, operation, store, options, source);
    return StreamSupport.stream(listing, false).onClose(listing::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Entry> action) {
    if (!operations.piece(operation, this::advance)) {
      return false;
    }
    action.accept(Objects.requireNonNull(last));
    return true;
  }

  private boolean advance() {
    try {
      return entries().tryAdvance(entry -> last = entry);
    } catch (FileStoreException e) {
      if (e.isRetryable() && operations.repeat()) {
        drop(e);
      }
      throw e;
    }
  }

  private Spliterator<Entry> entries() {
    if (entries == null) {
      source = source == null ? reopen() : source;
      entries = source.spliterator();
    }
    return entries;
  }

  private Stream<Entry> reopen() {
    return store.list(operation.path(), last == null ? options : options.startAfter(name(last)));
  }

  private static String name(Entry entry) {
    return entry.isDirectory() ? entry.path() + "/" : entry.path().toString();
  }

  private void drop(FileStoreException failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    source = null;
    entries = null;
  }

  private void close() {
    if (source != null) {
      source.close();
    }
  }

  @Override
  public @Nullable Spliterator<Entry> trySplit() {
    return null;
  }

  @Override
  public long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int characteristics() {
    return ORDERED | NONNULL;
  }
}
