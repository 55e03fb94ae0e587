package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.app.plugin.PluginSet;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.spi.ServiceRequests;
import java.nio.file.Files;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a verb gets of the call that it serves. */
record CommandSession(
    Console console, ParsedArguments words, PluginSet plugins, Statistics statistics) {
  /** The layer that announces changes, and keeps an outbox. */
  static final String ANNOUNCING = "events";

  CommandSession(Console console, ParsedArguments words, PluginSet plugins) {
    this(console, words, plugins, new Statistics());
  }

  /** Opens the store that the call names; closed by the verb. */
  FileStore open() {
    return open(choice().config());
  }

  /** Opens another one. A call that only tells what would be done only reads. */
  FileStore open(FileStoreConfig config) {
    return words.has(TransferOptions.DRY_RUN)
        ? openToRead(config)
        : open(FileStores.assembly(config));
  }

  /** Opens the store that the call names, whose files the verb reads and does not change. */
  FileStore openToRead() {
    return openAsItWas(choice().config());
  }

  /** Opens another one to read: as it was, or the versions, if the verb has the options for it. */
  FileStore openAsItWas(FileStoreConfig config) {
    if (AtTime.isGiven(words) && words.has(VersionView.OPTION)) {
      throw new CommandException(ExitCode.USAGE, "--at and --version name a version each");
    }
    return PastView.of(VersionView.of(openToRead(config), words), words);
  }

  /** Opens another one to read. No event is possible, so that no outbox is made for one. */
  FileStore openToRead(FileStoreConfig config) {
    return open(FileStores.assembly(config).without(ANNOUNCING));
  }

  /** Opens the store that the call names to change files that are there: nothing is made for it. */
  FileStore openPresent() {
    FileStoreConfig config = choice().config();
    boolean missing = SyncSide.place(config).filter(root -> !Files.exists(root)).isPresent();
    return missing ? openToRead(config) : open(config);
  }

  /** Opens what a configuration was resolved to. */
  FileStore open(Assembly assembly) {
    return open(assembly, console::warn, RetryLimits.of(assembly));
  }

  /**
   * Opens it to try it; no event is possible.
   *
   * @param out is told if a service does not answer
   * @param most for how long it is tried
   */
  FileStore openToTry(Assembly assembly, Consumer<String> out, UnaryOperator<RetryLimits> most) {
    return open(assembly.without(ANNOUNCING), out, most.apply(RetryLimits.of(assembly)));
  }

  private FileStore open(Assembly assembly, Consumer<String> out, RetryLimits limits) {
    FileStore store = FileStores.open(assembly);
    watch(store, new RetryNotice(out, limits));
    return DeliveryNotice.around(statistics.of(store), out);
  }

  /** Tells the user if a service does not answer and requests are repeated. */
  void watch(FileStore store, Assembly assembly) {
    watch(store, new RetryNotice(console::warn, RetryLimits.of(assembly)));
  }

  private static void watch(FileStore store, RetryNotice notice) {
    store.unwrap(ServiceRequests.class).ifPresent(requests -> requests.listen(notice));
  }

  StoreChoice choice() {
    return new StoreChoice(words.value(VerbOption.STORE), console.env());
  }

  boolean json() {
    return words.has(VerbOption.JSON);
  }
}
