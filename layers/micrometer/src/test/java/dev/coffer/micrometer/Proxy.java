package dev.coffer.micrometer;

import dev.coffer.s3.S3Builder;
import dev.coffer.s3.S3FileStore;
import java.net.URI;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** S3Proxy in this process, with signatures checked; one for all tests of a JVM. */
final class Proxy {
  static final String ID = "canary-id";
  static final String SECRET = "canary-secret-that-nobody-shall-see";

  private static final TransientNio2BlobStore BLOBS = new TransientNio2BlobStore();
  private static final S3Proxy PROXY = start();

  private Proxy() {}

  static URI endpoint() {
    return URI.create("http://127.0.0.1:" + PROXY.getPort());
  }

  static String newBucket() {
    String bucket = "bucket-" + UUID.randomUUID();
    BLOBS.createContainer(CreateBucketRequest.builder().bucket(bucket).build());
    return bucket;
  }

  /** A store in a new bucket, by another address of the server. */
  static S3Builder store(URI address) {
    return S3FileStore.builder(newBucket())
        .prefix("users/ada")
        .endpoint(address.toString())
        .credentials(ID, SECRET);
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
