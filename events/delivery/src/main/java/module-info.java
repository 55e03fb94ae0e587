/** Delivers the events of a store to receivers, from an outbox that survives a crash. */
@SuppressWarnings("module") // the module that may know a package is compiled after this one
module dev.coffer.delivery {
  requires transitive dev.coffer;
  requires java.sql;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;
  requires static transitive org.jspecify;

  exports dev.coffer.delivery;
  exports dev.coffer.delivery.table to
      dev.coffer.postgres;

  uses dev.coffer.delivery.OutboxProvider;
  uses dev.coffer.delivery.ReceiverProvider;

  provides dev.coffer.config.LayerProvider with
      dev.coffer.delivery.EventsProvider;
}
