/** Every change of a store told to HTTP receivers, from an outbox that survives a crash. */
module dev.coffer.webhook {
  requires transitive dev.coffer;
  requires java.net.http;
  requires java.sql;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;
  requires static transitive org.jspecify;

  exports dev.coffer.webhook;

  provides dev.coffer.config.LayerProvider with
      dev.coffer.webhook.EventsProvider;
}
