package dev.coffer.webhook;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** An S3 server in a process of its own, in memory, with a bucket. */
record S3ProxyProcess(Process process, String endpoint) implements AutoCloseable {
  static final String BUCKET = "killed";

  static S3ProxyProcess start() throws IOException {
    Process process = Jvm.start(S3ProxyProcess.class, "-Xmx512m");
    BufferedReader answer = process.inputReader();
    String port = answer.readLine();
    if (port == null) {
      throw new IOException("S3Proxy did not start");
    }
    return new S3ProxyProcess(process, "http://127.0.0.1:" + port);
  }

  String uri() {
    return "s3://" + BUCKET + "?path-style=true&endpoint=" + endpoint;
  }

  /** Runs it: prints its port and ends with its input. */
  public static void main(String... words) throws Exception {
    TransientNio2BlobStore files = new TransientNio2BlobStore();
    var unused = files.createContainer(CreateBucketRequest.builder().bucket(BUCKET).build());
    S3Proxy proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "id", "secret")
            .ignoreUnknownHeaders(true)
            .blobStore(files)
            .build();
    proxy.start();
    System.out.println(proxy.getPort());
    while (System.in.read() >= 0) {
      // Nobody writes: it waits for the end.
    }
    System.exit(0);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
