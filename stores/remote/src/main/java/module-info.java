/** Shared code of remote back ends; for their authors, not for users of a store. */
module dev.coffer.remote {
  requires transitive dev.coffer;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.coffer.remote;
}
