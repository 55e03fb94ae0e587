package dev.coffer.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code rclone}, with a remote that is called {@code t}. */
final class RcloneCommand implements OtherClient {
  private final Program rclone;

  RcloneCommand(Server server) {
    this.rclone =
        new Program(
            "rclone",
            Map.of(
                "RCLONE_CONFIG", "/dev/null",
                "RCLONE_CONFIG_T_TYPE", "s3",
                "RCLONE_CONFIG_T_PROVIDER", "Other",
                "RCLONE_CONFIG_T_ENDPOINT", server.endpoint().toString(),
                "RCLONE_CONFIG_T_ACCESS_KEY_ID", server.accessKey(),
                "RCLONE_CONFIG_T_SECRET_ACCESS_KEY", server.secretKey(),
                "RCLONE_CONFIG_T_REGION", "us-east-1",
                "RCLONE_S3_NO_CHECK_BUCKET", "true"));
  }

  @Override
  public void assumeInstalled() {
    rclone.assumeInstalled();
  }

  @Override
  public void upload(Path files, String bucket, String contentType, String by)
      throws IOException, InterruptedException {
    rclone.run(
        List.of(
            "copy",
            "--metadata",
            "--metadata-set",
            "by=" + by,
            "--metadata-set",
            "content-type=" + contentType,
            files.toString(),
            "t:" + bucket));
  }

  @Override
  public void download(String bucket, Path files) throws IOException, InterruptedException {
    rclone.run(List.of("copy", "t:" + bucket, files.toString()));
  }

  @Override
  public String describe(String bucket, String key) throws IOException, InterruptedException {
    return rclone.run(List.of("lsjson", "--metadata", "--stat", "t:" + bucket + "/" + key));
  }

  @Override
  public String toString() {
    return "rclone";
  }
}
