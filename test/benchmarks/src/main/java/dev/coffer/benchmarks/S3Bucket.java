package dev.coffer.benchmarks;

import java.io.Closeable;

/** A bucket that is made for a run and gone after it. */
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

  /** The way to it, next to the server. */
  S3Access access() {
    return access;
  }

  /** Makes files that are worked on. */
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
