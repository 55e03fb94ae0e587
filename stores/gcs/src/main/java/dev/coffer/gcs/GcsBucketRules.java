package dev.coffer.gcs;

import com.google.api.services.storage.model.Bucket;
import dev.coffer.PermissionDeniedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a bucket does with versions by itself, described for people. */
record GcsBucketRules(GcsBucket bucket) {
  Map<String, String> described() {
    try {
      return describe(new GcsVersions(bucket).settings());
    } catch (PermissionDeniedException e) {
      return Map.of(
          "bucket versioning",
          "not known: the credentials lack storage.buckets.get, which versioning without a mode, or"
              + " native, needs");
    }
  }

  private static Map<String, String> describe(Bucket settings) {
    Map<String, String> described = new LinkedHashMap<>();
    described.put(
        "bucket versioning",
        GcsVersions.isOn(settings)
            ? "on"
            : "off: the bucket keeps nothing that is replaced or deleted");
    described.put("bucket lifecycle", lifecycle(settings.getLifecycle()));
    described.put("soft deletion", softDeletion(settings.getSoftDeletePolicy()));
    return described;
  }

  private static String lifecycle(Bucket.@Nullable Lifecycle lifecycle) {
    List<Bucket.Lifecycle.Rule> rules =
        lifecycle == null || lifecycle.getRule() == null ? List.of() : lifecycle.getRule();
    long deleting = rules.stream().filter(GcsBucketRules::deletes).count();
    return deleting == 0
        ? "no rule removes earlier versions: they cost until a prune"
        : deleting + (deleting == 1 ? " rule deletes" : " rules delete") + " objects or versions";
  }

  private static boolean deletes(Bucket.Lifecycle.Rule rule) {
    return rule.getAction() != null && "Delete".equals(rule.getAction().getType());
  }

  private static String softDeletion(Bucket.@Nullable SoftDeletePolicy policy) {
    Long seconds = policy == null ? null : policy.getRetentionDurationSeconds();
    return seconds == null || seconds == 0
        ? "off"
        : "what is deleted for good, also by a prune, costs for "
            + Duration.ofSeconds(seconds).toDays()
            + " days more and can be restored with Google's tools";
  }
}
