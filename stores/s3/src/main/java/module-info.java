/** Stores files in a bucket of Amazon S3 or of a store that speaks its protocol. */
@SuppressWarnings("requires-transitive-automatic") // the SDK states its names in its manifests
module dev.coffer.s3 {
  requires java.xml;
  requires transitive dev.coffer;
  requires dev.coffer.remote;
  requires transitive software.amazon.awssdk.services.s3;
  requires transitive software.amazon.awssdk.auth;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.endpoints;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.http.apache;
  requires software.amazon.awssdk.http.auth.aws;
  requires software.amazon.awssdk.http.auth.spi;
  requires software.amazon.awssdk.metrics;
  requires software.amazon.awssdk.identity.spi;
  requires software.amazon.awssdk.regions;
  requires software.amazon.awssdk.retries;
  requires software.amazon.awssdk.retries.api;
  requires software.amazon.awssdk.utils;
  requires org.apache.httpcomponents.httpclient;
  requires org.apache.httpcomponents.httpcore;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.coffer.s3;

  provides dev.coffer.config.FileStoreProvider with
      dev.coffer.s3.S3Provider;
}
