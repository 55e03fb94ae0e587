package dev.coffer.spring;

import java.net.URI;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** A server of S3 in this process, with signatures checked; one for all tests of a JVM. */
final class S3ProxyServer {
  static final String ID = "canary-id";
  static final String SECRET = "canary-secret-that-nobody-shall-see";

  private static final TransientNio2BlobStore BLOBS = new TransientNio2BlobStore();
  private static final S3Proxy PROXY = start();

  private S3ProxyServer() {}

  /** Returns the URI of a new bucket. */
  static String bucket() {
    String bucket = "b" + UUID.randomUUID();
    BLOBS.createContainer(CreateBucketRequest.builder().bucket(bucket).build());
    return "s3://"
        + bucket
        + "?region=us-east-1&path-style=true&endpoint=http://127.0.0.1:"
        + PROXY.getPort();
  }

  private static S3Proxy start() {
    try {
      S3Proxy proxy =
          S3Proxy.builder()
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ID, SECRET)
              .blobStore(BLOBS)
              .build();
      proxy.start();
      return proxy;
    } catch (Exception e) {
      throw new AssertionError("S3Proxy does not start", e);
    }
  }
}
