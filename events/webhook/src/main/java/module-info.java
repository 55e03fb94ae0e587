/** Reports every change of a store to receivers over HTTP. */
module dev.coffer.webhook {
  requires transitive dev.coffer;
  requires transitive dev.coffer.delivery;
  requires java.net.http;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.coffer.webhook;

  provides dev.coffer.delivery.ReceiverProvider with
      dev.coffer.webhook.WebHookProvider;
}
