package com.example.azure;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.common.StorageSharedKeyCredential;
import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Secret;
import dev.coffer.config.Settings;
import dev.coffer.remote.BucketOptions;
import dev.coffer.remote.BucketPlace;
import dev.coffer.remote.Endpoint;
import dev.coffer.remote.KeyOrder;
import dev.coffer.remote.Keys;
import dev.coffer.remote.objects.ObjectFileStore;
import java.net.URI;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code az://container/prefix}: a container, or a directory in it; the type {@code azure}. */
public final class AzureProvider implements FileStoreProvider {
  private static final int MOST_PARTS = 50_000;
  private static final int LARGEST_PART = 1 << 30;
  private static final int LARGEST_PAGE = 5000;

  private static final Option<String> CONTAINER =
      Option.text("container", "The container, when the path names none.");
  private static final Option<String> ACCOUNT =
      Option.text("account", "The storage account.").alsoFrom("AZURE_STORAGE_ACCOUNT");
  private static final Option<Secret> KEY =
      Option.secret("account-key", "A key of the account.").alsoFrom("AZURE_STORAGE_KEY");
  private static final Option<String> ENDPOINT =
      Option.text(
          "endpoint", "The server, when it is not `https://ACCOUNT.blob.core.windows.net`.");
  private static final Option<Long> PART_SIZE =
      Option.size("part-size", "What is larger is sent in blocks of this size, at most 1 GiB.")
          .orElse("8MiB");

  @Override
  public String type() {
    return "azure";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("az");
  }

  @Override
  public List<Option<?>> options() {
    return BucketOptions.withRequests(CONTAINER, ACCOUNT, KEY, ENDPOINT, PART_SIZE);
  }

  @Override
  public FileStore open(Settings settings) {
    BucketPlace place = BucketOptions.requirePlace(settings, CONTAINER, "COFFER_CONTAINER", "az");
    URI endpoint = endpoint(settings);
    return new ObjectFileStore(
        new AzureService(client(endpoint, place.bucket(), settings)),
        new AzureErrors(place.bucket(), endpoint.toString()),
        Keys.of("az", place.bucket(), FilePath.of(place.prefix())),
        KeyOrder.open(), // the service lists by bytes, its emulator by UTF-16
        AzureService.METADATA,
        ObjectFileStore.Limits.of(settings, PART_SIZE, LARGEST_PART, MOST_PARTS, LARGEST_PAGE),
        new Capabilities(
            EnumSet.of(
                Capability.CONDITIONAL_WRITES,
                Capability.CONDITIONAL_DELETES,
                Capability.ETAG_PER_WRITE,
                Capability.PERSISTENT,
                Capability.REPEATED_REQUESTS),
            (long) MOST_PARTS * LARGEST_PART,
            settings.get(BucketOptions.CONCURRENCY)));
  }

  /** Containers of one name in two accounts are two stores. */
  @Override
  public String identity(Settings settings) {
    return BucketOptions.place(settings, CONTAINER)
            .orElse(BucketPlace.of(""))
            .identity(type(), endpoint(settings))
        + " of "
        + settings.get(ACCOUNT);
  }

  private static URI endpoint(Settings settings) {
    return Endpoint.of(
        settings
            .find(ENDPOINT)
            .orElseGet(() -> "https://" + settings.get(ACCOUNT) + ".blob.core.windows.net"),
        settings.type());
  }

  private static BlobContainerClient client(URI endpoint, String container, Settings settings) {
    try {
      return AzureClients.container(endpoint, container, credential(settings), settings);
    } catch (IllegalArgumentException e) {
      throw settings.wrong("the client refuses a setting: " + e.getMessage());
    }
  }

  private static StorageSharedKeyCredential credential(Settings settings) {
    String key = settings.get(KEY).reveal();
    try {
      byte[] unused = Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      throw settings.wrong("account-key is not a key of an account, which is Base64");
    }
    return new StorageSharedKeyCredential(settings.get(ACCOUNT), key);
  }
}
