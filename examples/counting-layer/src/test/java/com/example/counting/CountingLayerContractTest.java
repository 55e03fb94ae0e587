package com.example.counting;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import dev.coffer.testkit.FileStoreContract;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A layer is a store: it keeps the contract of every store. */
class CountingLayerContractTest extends FileStoreContract {
  private static final AtomicInteger PLACES = new AtomicInteger();

  private final String uri = "memory:counting-" + PLACES.incrementAndGet() + "?count=on";

  @Override
  protected FileStore newStore() {
    return FileStores.open(uri);
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(FileStores.open(uri));
  }
}
