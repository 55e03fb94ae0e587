package dev.coffer.s3;

import dev.coffer.remote.BucketVersionListing;
import dev.coffer.remote.Keys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements of an AWS policy that a store requires. */
final class RequiredPolicy {
  private static final Map<String, List<String>> OF_OBJECTS =
      Map.of(
          "write", List.of("s3:PutObject"),
          "read", List.of("s3:GetObject"),
          "stat", List.of("s3:GetObject"),
          "copy", List.of("s3:GetObject", "s3:PutObject"),
          "move", List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
          "delete", List.of("s3:DeleteObject"),
          "abort upload", List.of("s3:AbortMultipartUpload"),
          "remove leftovers", List.of("s3:ListMultipartUploadParts"));

  private static final Map<String, List<String>> OF_BUCKETS =
      Map.of(
          "list",
          List.of("s3:ListBucket"),
          BucketVersionListing.OPERATION,
          List.of("s3:ListBucketVersions"),
          S3Versions.ASK,
          List.of("s3:GetBucketVersioning"),
          "find leftovers",
          List.of("s3:ListBucketMultipartUploads"));

  private RequiredPolicy() {}

  /** Returns the statement that an operation of a store requires. */
  static Optional<String> statement(String operation, Keys keys) {
    String bucket = "arn:aws:s3:::" + keys.bucket();
    List<String> ofObject = OF_OBJECTS.get(operation);
    if (ofObject != null) {
      return Optional.of(statement(ofObject, bucket + "/" + keys.prefix() + "*"));
    }
    return Optional.ofNullable(OF_BUCKETS.get(operation))
        .map(actions -> statement(actions, bucket));
  }

  private static String statement(List<String> actions, String resource) {
    return "{\"Effect\": \"Allow\", \"Action\": ["
        + actions.stream().map(RequiredPolicy::quoted).collect(Collectors.joining(", "))
        + "], \"Resource\": "
        + quoted(resource)
        + "}";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\\\"") + "\"";
  }
}
