package dev.coffer.gcs;

import com.google.auth.Credentials;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.ExternalAccountCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.UserCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.StorageOptions;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.WriteOptions;
import dev.coffer.remote.Causes;
import dev.coffer.remote.WriteId;
import dev.coffer.spi.Diagnosis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports the location of a bucket, the credentials in use, and missing permissions. */
final class GcsBucketDiagnosis implements Diagnosis {
  private final GcsBucket bucket;
  private final StorageOptions options;

  GcsBucketDiagnosis(GcsBucket bucket, StorageOptions options) {
    this.bucket = bucket;
    this.options = options;
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("endpoint", bucket.errors.endpoint());
    facts.put("project", GcsClients.isProject(options) ? options.getProjectId() : "not set");
    facts.put("bucket", bucket.name());
    facts.put("prefix", bucket.keys.prefix().isEmpty() ? "none" : bucket.keys.prefix());
    facts.put("credentials", who(options.getCredentials()));
    return facts;
  }

  @Override
  public Map<String, String> findings() {
    return new GcsBucketRules(bucket).described();
  }

  private static String who(@Nullable Credentials credentials) {
    if (credentials == null || credentials instanceof NoCredentials) {
      return "none are sent";
    }
    if (credentials instanceof ServiceAccountCredentials account) {
      return "the key of the service account " + account.getClientEmail();
    }
    if (credentials instanceof ComputeEngineCredentials) {
      return "the service account of this machine";
    }
    if (credentials instanceof UserCredentials) {
      return "those of a person, from the gcloud tool";
    }
    if (credentials instanceof ImpersonatedCredentials account) {
      return "impersonating the service account " + account.getAccount();
    }
    return credentials instanceof ExternalAccountCredentials
        ? "an identity of another provider"
        : "from the application";
  }

  @Override
  public List<Trial> trials(FilePath file) {
    return List.of(new Trial("parts", () -> trySession(file)));
  }

  /** Begins a resumable upload and cancels it. */
  private void trySession(FilePath file) {
    String key = bucket.keys.key("write", file);
    ResumableUpload.begin(
            bucket,
            file,
            StorageObjects.of(key, WriteOptions.DEFAULTS, WriteId.next(), bucket.objectSettings),
            null)
        .cancel();
  }

  @Override
  public Optional<String> remedy(FileStoreException error) {
    if (!(error instanceof PermissionDeniedException)) {
      return Optional.empty();
    }
    return Causes.of(error)
        .flatMap(cause -> GcsErrors.missingPermission(cause).stream())
        .findFirst()
        .map(
            permission ->
                "grant the account a role with "
                    + permission
                    + ": gcloud storage buckets add-iam-policy-binding gs://"
                    + bucket.name()
                    + " --member=serviceAccount:EMAIL --role="
                    + role(permission));
  }

  /** The role for objects does not include the permission to look at the bucket. */
  private static String role(String permission) {
    return permission.startsWith("storage.buckets.")
        ? "roles/storage.legacyBucketReader"
        : "roles/storage.objectUser";
  }
}
