package dev.coffer.s3;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3Proxy in this process, with signatures checked; one for all tests of a JVM. */
final class Proxy {
  static final String SECRET = "canary-secret-that-nobody-shall-see";

  private static final S3Proxy PROXY = start();

  private Proxy() {}

  static Server server() {
    return new Server(URI.create("http://127.0.0.1:" + PROXY.getPort()), "canary-id", SECRET);
  }

  private static S3Proxy start() {
    try {
      S3Proxy proxy =
          S3Proxy.builder()
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "canary-id", SECRET)
              .blobStore(new TransientNio2BlobStore())
              .build();
      proxy.start();
      return proxy;
    } catch (Exception e) {
      throw new AssertionError("S3Proxy does not start", e);
    }
  }
}
