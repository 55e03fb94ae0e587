/** Shared code of remote back ends; for their authors, not for users of a store. */
@SuppressWarnings("module") // the modules that may know a package are compiled after this one
module dev.coffer.remote {
  requires transitive dev.coffer;
  requires org.slf4j;
  requires static org.apache.httpcomponents.httpclient;
  requires static org.apache.httpcomponents.httpcore;
  requires static transitive org.jspecify;

  exports dev.coffer.remote;
  exports dev.coffer.remote.objects;
  exports dev.coffer.remote.apache to
      dev.coffer.gcs,
      dev.coffer.s3;
}
