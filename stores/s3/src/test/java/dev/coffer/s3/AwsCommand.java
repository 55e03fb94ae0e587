package dev.coffer.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Amazon's own command line, {@code aws}. */
final class AwsCommand implements OtherClient {
  private final Server server;
  private final Program aws;

  AwsCommand(Server server) {
    this.server = server;
    this.aws =
        new Program(
            "aws",
            Map.of(
                "AWS_ACCESS_KEY_ID", server.accessKey(),
                "AWS_SECRET_ACCESS_KEY", server.secretKey(),
                "AWS_DEFAULT_REGION", "us-east-1",
                // As it must be set for servers that do not know checksums in trailers.
                "AWS_REQUEST_CHECKSUM_CALCULATION", "when_required",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null"));
  }

  @Override
  public void assumeInstalled() {
    aws.assumeInstalled();
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--endpoint-url", server.endpoint().toString()));
    return aws.run(all);
  }

  @Override
  public void upload(Path files, String bucket, String contentType, String by)
      throws IOException, InterruptedException {
    run(
        "s3",
        "cp",
        "--recursive",
        "--content-type",
        contentType,
        "--metadata",
        "by=" + by,
        files.toString(),
        "s3://" + bucket);
  }

  @Override
  public void download(String bucket, Path files) throws IOException, InterruptedException {
    run("s3", "cp", "--recursive", "s3://" + bucket, files.toString());
  }

  @Override
  public String describe(String bucket, String key) throws IOException, InterruptedException {
    return run("s3api", "head-object", "--output", "json", "--bucket", bucket, "--key", key);
  }

  @Override
  public String toString() {
    return "aws";
  }
}
