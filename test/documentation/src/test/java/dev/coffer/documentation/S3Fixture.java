package dev.coffer.documentation;

import java.net.URI;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** An S3Proxy in this process, with an empty bucket {@code photos}. */
final class S3Fixture implements Fixture {
  private final S3Proxy proxy;

  S3Fixture() {
    TransientNio2BlobStore blobs = new TransientNio2BlobStore();
    blobs.createContainer("photos");
    try {
      proxy =
          S3Proxy.builder()
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "id", "secret")
              .blobStore(blobs)
              .build();
      proxy.start();
    } catch (Exception e) {
      throw new AssertionError("S3Proxy does not start", e);
    }
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + proxy.getPort(),
        "AWS_ACCESS_KEY_ID", "id",
        "AWS_SECRET_ACCESS_KEY", "secret",
        "AWS_REGION", "us-east-1",
        "AWS_REQUEST_CHECKSUM_CALCULATION", "when_required",
        "AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required");
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new AssertionError("S3Proxy does not stop", e);
    }
  }
}
