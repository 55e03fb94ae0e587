package dev.coffer.s3proxy;

import java.net.URI;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/**
 * S3Proxy in this process, with its files in memory and signatures checked; one for all tests of a
 * JVM, started by its first use.
 */
public final class S3ProxyServer {
  /** The id of the key that requests are signed with. */
  public static final String ID = "canary-id";

  /** The key. */
  public static final String SECRET = "canary-secret-that-nobody-shall-see";

  private static final TransientNio2BlobStore BLOBS = new TransientNio2BlobStore();
  private static final S3Proxy PROXY = start();

  private S3ProxyServer() {}

  /**
   * Returns where the server is.
   *
   * @return host and port, over HTTP
   */
  public static URI endpoint() {
    return URI.create("http://127.0.0.1:" + PROXY.getPort());
  }

  /**
   * Makes a bucket.
   *
   * @return its name, which no other has
   */
  public static String newBucket() {
    String bucket = "bucket-" + UUID.randomUUID();
    BLOBS.createContainer(CreateBucketRequest.builder().bucket(bucket).build());
    return bucket;
  }

  /**
   * Makes a bucket.
   *
   * @return the URI of a store in it
   */
  public static String newStore() {
    return "s3://%s?region=us-east-1&path-style=true&endpoint=%s"
        .formatted(newBucket(), endpoint());
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
