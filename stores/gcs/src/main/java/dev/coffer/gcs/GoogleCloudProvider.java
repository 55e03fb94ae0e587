package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import dev.coffer.remote.BucketOptions;
import dev.coffer.remote.BucketPlace;
import dev.coffer.remote.Endpoint;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code gs://bucket/prefix}: a bucket, or a directory in it; the type {@code google_cloud}. */
public final class GoogleCloudProvider implements FileStoreProvider {
  private static final String CREDENTIALS_VARIABLE = "GOOGLE_APPLICATION_CREDENTIALS";

  private static final Option<String> BUCKET =
      Option.text("bucket", "The bucket, if the path does not name one.")
          .alsoFrom("GOOGLE_CLOUD_BUCKET_NAME");
  private static final Option<String> CREDENTIALS =
      Option.text(
              "credentials",
              "A file with a key or another identity, in Google's JSON. By default Google's"
                  + " libraries find one: that of the gcloud tool or the machine.")
          .alsoFrom(CREDENTIALS_VARIABLE);
  private static final Option<String> ENDPOINT =
      Option.text(
              "endpoint",
              "The server, if it is an emulator or another one of Google's. A server that is not"
                  + " below `googleapis.com` receives no credentials other than those of the"
                  + " option `credentials`.")
          .alsoFrom("STORAGE_EMULATOR_HOST");
  private static final Option<String> PROJECT =
      Option.text("project", "The project of the client; a store needs none.")
          .alsoFrom("GOOGLE_CLOUD_PROJECT");
  private static final Option<String> QUOTA_PROJECT =
      Option.text(
              "quota-project",
              "The project that is billed for the requests, which requester-pays buckets require.")
          .alsoFrom("GOOGLE_CLOUD_QUOTA_PROJECT");
  private static final Option<Long> PART_SIZE =
      Option.size(
              "part-size",
              "The size above which files are sent as resumable uploads, in parts of this size; a"
                  + " multiple of 256 KiB. A write holds two parts in memory.")
          .orElse("8MiB");
  private static final Option<String> KMS_KEY =
      Option.text(
          "kms-key",
          "The Cloud KMS key that encrypts written files:"
              + " `projects/P/locations/L/keyRings/R/cryptoKeys/K`.");
  private static final Option<String> STORAGE_CLASS =
      Option.text("storage-class", "The storage class of written files: `NEARLINE`, …");

  /** Creates the provider; called by the service loader. */
  public GoogleCloudProvider() {}

  @Override
  public String type() {
    return "google_cloud";
  }

  @Override
  public Set<String> schemes() {
    return Set.of(GoogleCloudBuilder.SCHEME);
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        BUCKET,
        CREDENTIALS,
        ENDPOINT,
        PROJECT,
        QUOTA_PROJECT,
        BucketOptions.CONNECTIONS,
        BucketOptions.CONCURRENCY,
        PART_SIZE,
        BucketOptions.CONNECT,
        BucketOptions.SOCKET,
        BucketOptions.ATTEMPT,
        BucketOptions.GIVE_UP_AFTER,
        BucketOptions.UNREACHABLE_AFTER,
        KMS_KEY,
        STORAGE_CLASS);
  }

  @Override
  public FileStore open(Settings settings) {
    GoogleCloudBuilder store = bucket(settings);
    endpoint(settings).ifPresent(store::endpoint);
    credentials(settings, store).ifPresent(store::credentials);
    settings.find(PROJECT).ifPresent(store::project);
    settings.find(QUOTA_PROJECT).ifPresent(store::quotaProject);
    settings.find(KMS_KEY).ifPresent(store::kmsKey);
    settings.find(STORAGE_CLASS).ifPresent(store::storageClass);
    return store
        .connections(settings.get(BucketOptions.CONNECTIONS))
        .concurrency(settings.get(BucketOptions.CONCURRENCY))
        .partSize(partSize(settings))
        .timeouts(
            settings.get(BucketOptions.CONNECT),
            settings.get(BucketOptions.SOCKET),
            settings.get(BucketOptions.ATTEMPT))
        .retryDeadline(settings.get(BucketOptions.GIVE_UP_AFTER))
        .unreachable(settings.get(BucketOptions.UNREACHABLE_AFTER))
        .build();
  }

  /** Returns bucket, prefix and server; all of Google's own endpoints lead to the same buckets. */
  @Override
  public String identity(Settings settings) {
    URI server =
        endpoint(settings)
            .map(url -> Endpoint.of(url, type()))
            .filter(GcsConnectionSettings::isElsewhere)
            .orElse(null);
    return BucketOptions.place(settings, BUCKET)
        .orElse(BucketPlace.of(""))
        .identity(type(), server);
  }

  private static GoogleCloudBuilder bucket(Settings settings) {
    BucketPlace place =
        BucketOptions.requirePlace(
            settings, BUCKET, "GOOGLE_CLOUD_BUCKET_NAME", GoogleCloudBuilder.SCHEME);
    return GoogleCloudFileStore.builder(place.bucket()).prefix(place.prefix());
  }

  /** Google's own variable may contain just a host and a port. */
  private static Optional<String> endpoint(Settings settings) {
    return settings.find(ENDPOINT).map(url -> url.contains("://") ? url : "http://" + url);
  }

  /** Google's credentials in the environment are not meant for an emulator. */
  private static Optional<Path> credentials(Settings settings, GoogleCloudBuilder store) {
    boolean ofEnvironment =
        settings
            .setting(CREDENTIALS)
            .filter(given -> given.isFromVariable(CREDENTIALS_VARIABLE))
            .isPresent();
    if (ofEnvironment && store.isElsewhere()) {
      return Optional.empty();
    }
    return settings.find(CREDENTIALS).map(file -> path(settings, file));
  }

  private static Path path(Settings settings, String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw settings.wrong("the name of the credentials file is not valid; it is not shown");
    }
  }

  private static int partSize(Settings settings) {
    long bytes = settings.get(PART_SIZE);
    if (bytes < GcsLimits.PART_UNIT || bytes % GcsLimits.PART_UNIT != 0 || bytes > 1 << 30) {
      throw settings.wrong(
          "part-size is " + bytes + "; it must be a multiple of 256 KiB and at most 1 GiB");
    }
    return (int) bytes;
  }
}
