package dev.coffer.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks S3: the RADOS Gateway that {@code .ci/radosgw} has started, if the
 * environment names one, else an S3Proxy for as long as this is open.
 */
final class S3Server implements AutoCloseable {
  private static final String GATEWAY = "COFFER_TEST_RGW_";

  private final String name;
  private final URI endpoint;
  private final String accessKey;
  private final String secretKey;
  private final @Nullable ServerProcess process;

  private S3Server(
      String name,
      URI endpoint,
      String accessKey,
      String secretKey,
      @Nullable ServerProcess process) {
    this.name = name;
    this.endpoint = endpoint;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.process = process;
  }

  static S3Server open() throws IOException {
    Map<String, String> environment = System.getenv();
    String gateway = environment.get(GATEWAY + "ENDPOINT");
    return gateway == null ? s3Proxy() : radosGateway(URI.create(gateway), environment);
  }

  private static S3Server radosGateway(URI endpoint, Map<String, String> environment) {
    return new S3Server(
        "RADOS Gateway " + environment.get(GATEWAY + "VERSION"),
        endpoint,
        Objects.requireNonNull(environment.get(GATEWAY + "ACCESS_KEY")),
        Objects.requireNonNull(environment.get(GATEWAY + "SECRET_KEY")),
        null);
  }

  private static S3Server s3Proxy() throws IOException {
    String accessKey = "benchmarks";
    String secretKey = UUID.randomUUID().toString();
    ServerProcess process = ServerProcess.start(S3ProxyProgram.class, accessKey, secretKey);
    URI endpoint = URI.create("http://127.0.0.1:" + process.said());
    return new S3Server("S3Proxy", endpoint, accessKey, secretKey, process);
  }

  /** A bucket that is not there yet, with a name that no other has. */
  S3Access newBucket() {
    return new S3Access(endpoint, accessKey, secretKey, "bucket-" + UUID.randomUUID());
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
