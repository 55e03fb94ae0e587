package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.remote.RemoteStoreContract;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;

/** What any store of a remote service does, on a server that speaks S3. */
abstract class S3RemoteContract extends RemoteStoreContract {
  private String bucket = "";

  /** The server; skips the class where there is none. */
  abstract Server s3();

  @BeforeEach
  void makeBucket() {
    bucket = s3().newBucket();
  }

  @Override
  public URI server() {
    return s3().endpoint();
  }

  @Override
  protected FileStore openStore(URI endpoint, String place) {
    return s3().at(endpoint)
        .in(bucket)
        .prefix(place)
        .connections(16)
        .partSize(S3Limits.SMALLEST_PART)
        .build();
  }
}
