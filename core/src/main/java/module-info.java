/**
 * The storage layer without any SDK: the contract, the local and the memory store, and
 * configuration.
 */
@SuppressWarnings("module") // the modules that may know a package are compiled after this one
module dev.coffer {
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.coffer;
  exports dev.coffer.concurrent;
  exports dev.coffer.config;
  exports dev.coffer.event;
  exports dev.coffer.io;
  exports dev.coffer.local;
  exports dev.coffer.memory;
  exports dev.coffer.observe;
  exports dev.coffer.spi;
  exports dev.coffer.versioning;
  exports dev.coffer.process to
      dev.coffer.audit;
  exports dev.coffer.text to
      dev.coffer.audit,
      dev.coffer.cache,
      dev.coffer.delivery,
      dev.coffer.redis,
      dev.coffer.remote,
      dev.coffer.replicate,
      dev.coffer.webhook;

  uses dev.coffer.config.FileStoreProvider;
  uses dev.coffer.config.LayerProvider;
  uses dev.coffer.config.OperationListenerProvider;
}
