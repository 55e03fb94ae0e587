/** The events of a store's nodes in one outbox, kept in PostgreSQL. */
module dev.coffer.postgres {
  requires transitive dev.coffer;
  requires transitive dev.coffer.delivery;
  requires java.sql;
  requires org.postgresql.jdbc;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.coffer.postgres;

  provides dev.coffer.delivery.OutboxProvider with
      dev.coffer.postgres.PostgresOutboxProvider;
}
