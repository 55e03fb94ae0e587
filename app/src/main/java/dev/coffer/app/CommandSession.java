package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.app.plugin.PluginSet;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.spi.ServiceRequests;

/** What a verb gets of the call that it serves. */
record CommandSession(
    Console console, ParsedArguments words, PluginSet plugins, Statistics statistics) {
  CommandSession(Console console, ParsedArguments words, PluginSet plugins) {
    this(console, words, plugins, new Statistics());
  }

  /** Opens the store that the call names; closed by the verb. */
  FileStore open() {
    return open(choice().config());
  }

  /** Opens another one. */
  FileStore open(FileStoreConfig config) {
    Assembly assembly = FileStores.assembly(config);
    FileStore store = FileStores.open(assembly);
    watch(store, assembly);
    return statistics.of(store);
  }

  /** Tells the user if a service does not answer and requests are repeated. */
  void watch(FileStore store, Assembly assembly) {
    store
        .unwrap(ServiceRequests.class)
        .ifPresent(requests -> requests.listen(new RetryNotice(console, RetryLimits.of(assembly))));
  }

  StoreChoice choice() {
    return new StoreChoice(words.value(VerbOption.STORE), console.env());
  }

  boolean json() {
    return words.has(VerbOption.JSON);
  }
}
