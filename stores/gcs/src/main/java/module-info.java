/** Stores files in a bucket of Google Cloud Storage. */
@SuppressWarnings("requires-transitive-automatic") // Google's jars state their names in manifests
module dev.coffer.gcs {
  requires transitive dev.coffer;
  requires dev.coffer.remote;
  requires transitive com.google.auth;
  requires transitive google.cloud.storage;
  requires com.google.api.client;
  requires com.google.api.client.json.gson;
  requires com.google.api.services.storage;
  requires com.google.auth.oauth2;
  requires gax;
  requires google.api.client;
  requires google.cloud.core;
  requires google.cloud.core.http;
  requires org.apache.httpcomponents.httpclient;
  requires org.apache.httpcomponents.httpcore;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.coffer.gcs;

  provides dev.coffer.config.FileStoreProvider with
      dev.coffer.gcs.GoogleCloudProvider;
}
