package dev.coffer.benchmarks;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3Proxy in a process of its own, in memory: prints its port and ends with its input. */
final class S3ProxyProgram {
  private S3ProxyProgram() {}

  /**
   * Runs it.
   *
   * @param words the access key and the secret key
   */
  public static void main(String... words) throws Exception {
    S3Proxy proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, words[0], words[1])
            .ignoreUnknownHeaders(true)
            .blobStore(new TransientNio2BlobStore())
            .build();
    proxy.start();
    while (!proxy.getState().equals("STARTED")) {
      Thread.sleep(10);
    }
    System.out.println(proxy.getPort());
    while (System.in.read() >= 0) {
      // Nothing is written: this waits for the end.
    }
    System.exit(0);
  }
}
