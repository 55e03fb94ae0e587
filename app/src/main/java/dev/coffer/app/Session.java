package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;

/** What one call gives to its verb. */
record Session(Console console, Words words, Statistics statistics) {
  /** Opens the store that the call names; closed by the verb. */
  FileStore open() {
    return open(choice().config());
  }

  /** Opens another one. */
  FileStore open(FileStoreConfig config) {
    return statistics.of(FileStores.open(config));
  }

  StoreChoice choice() {
    return new StoreChoice(words.value(Flag.STORE), console.env());
  }

  boolean json() {
    return words.has(Flag.JSON);
  }
}
