package dev.coffer.s3;

import dev.coffer.PermissionDeniedException;
import dev.coffer.spi.ServiceVersions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;

/** What a bucket does with versions by itself, described for people. */
record S3BucketRules(S3Bucket bucket) {
  private static final String UNKNOWN = "not known: the credentials lack ";

  Map<String, String> described() {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("bucket versioning", versioning());
    described.put("bucket lifecycle", lifecycle());
    return described;
  }

  private String versioning() {
    try {
      return describe(new S3Versions(bucket).state());
    } catch (PermissionDeniedException e) {
      return UNKNOWN + "s3:GetBucketVersioning, which versioning without a mode, or native, needs";
    }
  }

  private static String describe(ServiceVersions.State state) {
    return switch (state) {
      case ENABLED -> "on";
      case SUSPENDED -> "suspended: earlier versions are there, and what is replaced now is lost";
      case DISABLED -> "off: the bucket keeps nothing that is replaced or deleted";
    };
  }

  private String lifecycle() {
    try {
      List<LifecycleRule> rules =
          bucket.send(
              () ->
                  bucket
                      .client
                      .getBucketLifecycleConfiguration(r -> r.bucket(bucket.keys.bucket()))
                      .rules());
      return describe(rules);
    } catch (AwsServiceException e) {
      return switch (e.statusCode()) {
        case 403 -> UNKNOWN + "s3:GetLifecycleConfiguration";
        case 404 -> describe(List.of());
        default -> "not known: the server answered " + e.statusCode();
      };
    } catch (SdkException e) {
      throw bucket.translate("ask for lifecycle", "", e);
    }
  }

  private static String describe(List<LifecycleRule> rules) {
    List<String> effects =
        rules.stream()
            .filter(rule -> rule.status() == ExpirationStatus.ENABLED)
            .flatMap(S3BucketRules::effects)
            .toList();
    return effects.isEmpty()
        ? "no rule removes earlier versions: they cost until a prune"
        : String.join("; ", effects);
  }

  private static Stream<String> effects(LifecycleRule rule) {
    List<String> effects = new ArrayList<>();
    NoncurrentVersionExpiration versions = rule.noncurrentVersionExpiration();
    if (versions != null) {
      effects.add(describe(versions));
    }
    if (rule.expiration() != null
        && Boolean.TRUE.equals(rule.expiration().expiredObjectDeleteMarker())) {
      effects.add("deletions of nothing are removed");
    }
    if (rule.expiration() != null
        && (rule.expiration().days() != null || rule.expiration().date() != null)) {
      effects.add("a rule deletes current files");
    }
    return effects.stream();
  }

  private static String describe(NoncurrentVersionExpiration versions) {
    String kept =
        versions.newerNoncurrentVersions() == null
            ? ""
            : " beyond the " + versions.newerNoncurrentVersions() + " newest";
    return "earlier versions" + kept + " are removed after " + versions.noncurrentDays() + " days";
  }
}
