/** Replicas that follow a store. */
module dev.coffer.replicate {
  requires transitive dev.coffer;
  requires transitive dev.coffer.delivery;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.coffer.replicate;

  provides dev.coffer.delivery.ReceiverProvider with
      dev.coffer.replicate.ReplicaProvider;
}
