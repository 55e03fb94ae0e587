package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testkit.ForeignJars;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What this module brings to its users' class path. */
class DependenciesTest {
  /** Without the other protocol and its transport, a TLS library of its own and exporters. */
  private static final Set<String> JARS =
      Set.of(
          "api-common",
          "auto-value-annotations",
          "checker-qual",
          "commons-codec",
          "commons-logging",
          "error_prone_annotations",
          "failureaccess",
          "gapic-google-cloud-storage-v2",
          "gax",
          "gax-httpjson",
          "google-api-client",
          "google-api-services-storage",
          "google-auth-library-credentials",
          "google-auth-library-oauth2-http",
          "google-cloud-core",
          "google-cloud-core-http",
          "google-cloud-storage",
          "google-http-client",
          "google-http-client-apache-v2",
          "google-http-client-appengine",
          "google-http-client-gson",
          "google-http-client-jackson2",
          "google-oauth-client",
          "grpc-api",
          "grpc-context",
          "gson",
          "guava",
          "httpclient",
          "httpcore",
          "j2objc-annotations",
          "jackson-core",
          "javax.annotation-api",
          "jspecify",
          "jsr305",
          "listenablefuture",
          "opencensus-api",
          "opencensus-contrib-http-util",
          "opentelemetry-api",
          "opentelemetry-context",
          "opentelemetry-sdk",
          "opentelemetry-sdk-common",
          "opentelemetry-sdk-extension-autoconfigure-spi",
          "opentelemetry-sdk-logs",
          "opentelemetry-sdk-metrics",
          "opentelemetry-sdk-trace",
          "opentelemetry-semconv",
          "proto-google-cloud-storage-v2",
          "proto-google-common-protos",
          "proto-google-iam-v1",
          "protobuf-java",
          "protobuf-java-util",
          "slf4j-api",
          "threetenbp");

  @Test
  void googlesClientBringsTheseJarsAndNoOthers() {
    assertThat(ForeignJars.onTheClassPath()).containsExactlyInAnyOrderElementsOf(JARS);
  }

  @Test
  void whatIsTrimmedIsNotThere() {
    assertThat(System.getProperty("java.class.path"))
        .doesNotContain("grpc-netty", "grpc-core", "conscrypt", "google-cloud-monitoring")
        .doesNotContain("exporter-metrics", "gax-grpc", "grpc-google-cloud-storage");
  }
}
