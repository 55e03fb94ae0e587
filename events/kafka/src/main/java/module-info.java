/** Publishes every change of a store to a topic of Kafka. */
module dev.coffer.kafka {
  requires transitive dev.coffer;
  requires transitive dev.coffer.delivery;
  requires kafka.clients;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.coffer.kafka;

  provides dev.coffer.delivery.ReceiverProvider with
      dev.coffer.kafka.KafkaEventsProvider;
}
