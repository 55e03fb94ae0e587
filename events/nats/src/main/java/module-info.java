/** Publishes every change of a store to NATS JetStream. */
module dev.coffer.nats {
  requires transitive dev.coffer;
  requires transitive dev.coffer.delivery;
  requires io.nats.jnats;
  requires static transitive org.jspecify;

  exports dev.coffer.nats;

  provides dev.coffer.delivery.ReceiverProvider with
      dev.coffer.nats.NatsEventsProvider;
}
