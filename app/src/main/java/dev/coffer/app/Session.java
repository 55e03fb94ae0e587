package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.spi.ServiceRequests;

/** What one call gives to its verb. */
record Session(Console console, Words words, Statistics statistics, Patience patience) {
  Session(Console console, Words words) {
    this(console, words, new Statistics(), new Patience(console, System::nanoTime));
  }

  /** Opens the store that the call names; closed by the verb. */
  FileStore open() {
    return open(choice().config());
  }

  /** Opens another one. */
  FileStore open(FileStoreConfig config) {
    FileStore store = FileStores.open(config);
    watch(store);
    return statistics.of(store);
  }

  /** Says that it takes long where a service does not answer. */
  void watch(FileStore store) {
    store.unwrap(ServiceRequests.class).ifPresent(requests -> requests.listen(patience));
  }

  StoreChoice choice() {
    return new StoreChoice(words.value(Flag.STORE), console.env());
  }

  boolean json() {
    return words.has(Flag.JSON);
  }
}
