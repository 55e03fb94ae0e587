package dev.coffer.app.sync;

import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.time.Instant;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files of a store. */
record StoreOrigin(FileStore store, Function<FileInfo, Instant> changes) implements Origin {
  @Override
  public void requireListable() {
    try (Stream<Entry> entries = store.list(FilePath.ROOT, ListOptions.DEFAULTS.pageSize(1))) {
      boolean unused = entries.iterator().hasNext();
    }
  }

  @Override
  public Stream<FileInfo> files(SkippedFiles leftovers) {
    StoreWalk walk = new StoreWalk(store, leftovers);
    Spliterator<FileInfo> files = Spliterators.spliteratorUnknownSize(walk, Spliterator.ORDERED);
    return StreamSupport.stream(files, false).onClose(walk::close);
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return store.stat(path);
  }

  @Override
  public OpenedFile read(FilePath path) {
    return store.read(path, ReadOptions.DEFAULTS);
  }

  @Override
  public Instant changed(FileInfo file) {
    return changes.apply(file);
  }

  @Override
  public int concurrency() {
    return store.capabilities().concurrency();
  }

  @Override
  public String toString() {
    return store.name();
  }
}
