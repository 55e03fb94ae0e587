package dev.coffer.s3;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.concurrent.Timers;
import dev.coffer.s3.direct.RequestTemplateInterceptor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Creates the client of a store. */
final class S3Clients {
  private S3Clients() {}

  static OwnClient open(S3ConnectionSettings connection, String bucket, String store) {
    RequestMetricsInterceptor metrics = new RequestMetricsInterceptor(connection.connections());
    RequestTemplateInterceptor templates = new RequestTemplateInterceptor(bucket);
    SdkHttpClient http = new InterruptibleHttp(http(connection, store), metrics);
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(http)
            .overrideConfiguration(calls(connection, metrics, templates))
            .forcePathStyle(connection.pathStyle());
    if (connection.region() != null) {
      builder.region(Region.of(connection.region()));
    }
    builder.credentialsProvider(new Credentials(credentials(connection)));
    if (connection.endpoint() != null) {
      forAnotherServer(builder, connection.endpoint());
    }
    try {
      return new OwnClient(builder.build(), http, metrics, templates, connection);
    } catch (SdkClientException e) {
      http.close();
      throw new ConfigurationException(
          new ErrorContext("open", "", store),
          "the region is not known: set the option region, or AWS_REGION",
          e);
    }
  }

  private static AwsCredentialsProvider credentials(S3ConnectionSettings connection) {
    AwsCredentialsProvider given = connection.credentials();
    return given == null ? DefaultCredentialsProvider.builder().build() : given;
  }

  /** Many servers support neither checksums in trailers nor the encoding that they require. */
  private static void forAnotherServer(S3ClientBuilder builder, URI endpoint) {
    builder
        .endpointOverride(
            NamedHost.isPlain(endpoint) ? endpoint : NamedHost.of(endpoint).forTheSdk(endpoint))
        .putAuthScheme(new UnsignedBodies())
        .endpointProvider(new CachedEndpointProvider())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build());
  }

  private static ClientOverrideConfiguration calls(
      S3ConnectionSettings connection,
      RequestMetricsInterceptor metrics,
      RequestTemplateInterceptor templates) {
    TruncatedResponseInterceptor truncated = new TruncatedResponseInterceptor();
    ClientOverrideConfiguration.Builder calls =
        ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(connection.attemptTimeout())
            .retryStrategy(
                new DeadlineRetries(
                    connection.retryDeadline(),
                    connection.unreachable(),
                    truncated::isOne,
                    metrics::began))
            .scheduledExecutorService(Timers.shared())
            .addExecutionInterceptor(new DisableExpectContinue())
            .addExecutionInterceptor(truncated)
            .addExecutionInterceptor(new TruncatedFlagInterceptor())
            .addExecutionInterceptor(new EncodedKeyInterceptor())
            .addExecutionInterceptor(metrics)
            .addExecutionInterceptor(templates);
    if (connection.endpoint() != null && !NamedHost.isPlain(connection.endpoint())) {
      calls.addExecutionInterceptor(NamedHost.of(connection.endpoint()));
    }
    if (connection.callTimeout().compareTo(connection.longestCall()) < 0) {
      calls.apiCallTimeout(connection.callTimeout());
    }
    return calls.build();
  }

  private static SdkHttpClient http(S3ConnectionSettings connection, String store) {
    Path caFile = connection.caFile();
    return ApacheHttp.of(connection, caFile == null ? null : trusted(caFile, store), store);
  }

  private static TrustManager[] trusted(Path caFile, String store) {
    try {
      return certificates(caFile);
    } catch (IOException | GeneralSecurityException e) {
      throw new ConfigurationException(new ErrorContext("open", "", store), unread(caFile, e), e);
    }
  }

  static String unread(Path caFile, Exception e) {
    return "the certificates in " + caFile + " (option ca-file) cannot be read: " + e.getMessage();
  }

  /** Throws an exception if the file cannot be read or has no certificate. */
  static TrustManager[] certificates(Path caFile) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(caFile)) {
      KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
      authorities.load(null, null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        authorities.setCertificateEntry("authority-" + number++, each);
      }
      if (number == 0) {
        throw new IOException("the file contains no certificate");
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(authorities);
      return factory.getTrustManagers();
    }
  }
}
