package dev.coffer.benchmarks;

import java.io.Closeable;

/** A bucket that exists for the duration of a run. */
final class S3Bucket implements Closeable {
  private final S3Access access;
  private final SdkFiles sdk;
  private final CofferFiles files;

  S3Bucket(S3Access access) {
    this.access = access;
    this.sdk = new SdkFiles(access);
    this.files = access.coffer();
    sdk.createBucket();
  }

  /** Returns the access to it, next to the server. */
  S3Access access() {
    return access;
  }

  /** Creates the files to work on. */
  CofferFiles maker() {
    return files;
  }

  @Override
  public void close() {
    try (sdk;
        files) {
      files.clear();
      sdk.deleteBucket();
    }
  }
}
