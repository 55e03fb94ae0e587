/** Files in a bucket of Google Cloud Storage. */
module dev.coffer.gcs {
  requires transitive dev.coffer;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.coffer.gcs;

  provides dev.coffer.config.FileStoreProvider with
      dev.coffer.gcs.GoogleCloudProvider;
}
