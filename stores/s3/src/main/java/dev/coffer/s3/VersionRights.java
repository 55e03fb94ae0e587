package dev.coffer.s3;

import dev.coffer.remote.BucketVersionListing;
import java.util.Map;

/** The rights that versions need besides those of files, for the hint of a refusal. */
final class VersionRights {
  private static final String AREA = ".coffer/files/service-versions/";
  private static final Map<String, String> OF_VERSIONS =
      Map.of(
          "read", "s3:GetObjectVersion",
          "stat", "s3:GetObjectVersion",
          "copy", "s3:GetObjectVersion",
          "delete", "s3:DeleteObjectVersion");
  private static final Map<String, String> OF_BUCKETS =
      Map.of(
          BucketVersionListing.OPERATION, "s3:ListBucketVersions",
          S3Versions.ASK, "s3:GetBucketVersioning");

  private VersionRights() {}

  /** Names the right that may be missing; empty if the call was not about versions. */
  static String missing(String operation, String path) {
    String right =
        path.startsWith(AREA)
            ? OF_VERSIONS.getOrDefault(operation, "")
            : OF_BUCKETS.getOrDefault(operation, "");
    return right.isEmpty() ? "" : ": with versions they need " + right;
  }
}
