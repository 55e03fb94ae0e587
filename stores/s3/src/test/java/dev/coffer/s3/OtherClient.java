package dev.coffer.s3;

import java.io.IOException;
import java.nio.file.Path;

/** Another client of S3, as a command. */
interface OtherClient {
  /** Skips the test where it is not installed. */
  void assumeInstalled();

  /** Uploads the files below a directory, each with a content type and the metadata {@code by}. */
  void upload(Path files, String bucket, String contentType, String by)
      throws IOException, InterruptedException;

  /** Downloads everything into a directory. */
  void download(String bucket, Path files) throws IOException, InterruptedException;

  /** Returns its information about an object, as JSON. */
  String describe(String bucket, String key) throws IOException, InterruptedException;
}
