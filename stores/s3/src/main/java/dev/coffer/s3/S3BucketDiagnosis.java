package dev.coffer.s3;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.remote.Causes;
import dev.coffer.spi.Diagnosis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/** Reports the location of a bucket, the credentials in use, and missing permissions. */
final class S3BucketDiagnosis implements Diagnosis {
  private final S3Bucket bucket;
  private final Conditions conditions;

  S3BucketDiagnosis(S3Bucket bucket, Conditions conditions) {
    this.bucket = bucket;
    this.conditions = conditions;
  }

  @Override
  public Map<String, String> facts() {
    S3ServiceClientConfiguration client = bucket.client.serviceClientConfiguration();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "endpoint", client.endpointOverride().isPresent() ? bucket.errors.endpoint() : "Amazon S3");
    facts.put("region", String.valueOf(client.region()));
    facts.put("bucket", bucket.keys.bucket());
    facts.put("prefix", bucket.keys.prefix().isEmpty() ? "none" : bucket.keys.prefix());
    facts.put("credentials", credentials(client));
    return facts;
  }

  @Override
  public Map<String, String> findings() {
    Map<String, String> findings = new LinkedHashMap<>();
    findings.put("conditions", conditions.described());
    findings.putAll(new S3BucketRules(bucket).described());
    return findings;
  }

  private static String credentials(S3ServiceClientConfiguration client) {
    try {
      return client
          .credentialsProvider()
          .resolveIdentity()
          .join()
          .providerName()
          .map(noted -> "from " + CredentialSources.describe(noted))
          .orElse("from the application");
    } catch (SdkException | CompletionException e) {
      return "none were found";
    }
  }

  @Override
  public List<Trial> trials(FilePath file) {
    return List.of(new Trial("parts", () -> tryParts(file)));
  }

  /** Begins a multipart upload and aborts it. */
  private void tryParts(FilePath file) {
    String key = bucket.keys.key("write", file);
    CreateMultipartUploadRequest request =
        bucket
            .objectSettings
            .on(CreateMultipartUploadRequest.builder())
            .bucket(bucket.keys.bucket())
            .key(key)
            .build();
    String id =
        bucket.call(
            "write",
            file.toString(),
            () -> bucket.client.createMultipartUpload(request).uploadId());
    bucket.call(
        "abort upload",
        file.toString(),
        () ->
            bucket.client.abortMultipartUpload(
                r -> r.bucket(bucket.keys.bucket()).key(key).uploadId(id)));
  }

  @Override
  public Optional<String> remedy(FileStoreException error) {
    boolean refused =
        error instanceof PermissionDeniedException
            && Causes.of(error)
                .noneMatch(
                    cause ->
                        cause instanceof AwsServiceException answer
                            && S3Errors.isAboutKeys(answer));
    return refused
        ? RequiredPolicy.statement(error.operation(), bucket.keys)
            .map(statement -> "add to the policy of the user or role: " + statement)
        : Optional.empty();
  }
}
