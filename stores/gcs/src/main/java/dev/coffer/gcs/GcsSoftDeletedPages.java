package dev.coffer.gcs;

import com.google.api.client.util.DateTime;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.StorageObject;
import dev.coffer.remote.BucketVersionListing;
import dev.coffer.remote.VersionPage;
import dev.coffer.remote.VersionScope;
import dev.coffer.spi.ServiceVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests the pages of a listing of soft-deleted generations. For one thread at a time. */
final class GcsSoftDeletedPages implements VersionPage.Service {
  private static final String LISTED =
      "kind,nextPageToken,items(name,size,generation,softDeleteTime,hardDeleteTime)";

  private final GcsBucket bucket;
  private final VersionScope scope;

  /** When the generations of the last page are gone for ever, by their ids. */
  private final Map<String, Instant> ends = new HashMap<>();

  GcsSoftDeletedPages(GcsBucket bucket, VersionScope scope) {
    this.bucket = bucket;
    this.scope = scope;
  }

  /** Returns the end of a generation of the page that is being read. */
  Instant end(ServiceVersion found) {
    return ends.getOrDefault(found.id(), found.time());
  }

  @Override
  public VersionPage page(@Nullable String token) {
    Objects answer = requestPage(token);
    bucket.remember();
    ends.clear();
    String next = answer.getNextPageToken();
    List<VersionPage.Found> found =
        GcsPages.orNone(answer.getItems()).stream().map(this::found).toList();
    return new VersionPage(found, next != null && !next.isEmpty(), next);
  }

  private Objects requestPage(@Nullable String token) {
    String path = scope.context().path();
    try {
      return bucket.send(
          bucket.attempts(BucketVersionListing.OPERATION, path),
          () -> GcsPages.checked(ResponseReader.of(request(token))));
    } catch (IOException e) {
      throw GcsErrors.status(e) == 404
          ? bucket.errors.missingBucket(BucketVersionListing.OPERATION, path, e)
          : bucket.translate(BucketVersionListing.OPERATION, path, e);
    }
  }

  private Storage.Objects.List request(@Nullable String token) throws IOException {
    Storage.Objects.List list =
        bucket
            .requests
            .objects()
            .list(bucket.name())
            .setSoftDeleted(true)
            .setPageToken(token)
            .setUserProject(bucket.payer);
    if (!scope.below().isEmpty()) {
      list.setPrefix(scope.below());
    }
    list.setFields(LISTED);
    return list;
  }

  private VersionPage.Found found(StorageObject object) {
    String generation = GcsEtags.of(object.getGeneration());
    Instant deleted = GcsFileInfos.time(object.getSoftDeleteTime());
    DateTime end = object.getHardDeleteTime();
    ends.put(generation, end == null ? deleted : GcsFileInfos.time(end));
    long size = GcsFileInfos.size(object.getSize());
    return new VersionPage.Found(
        object.getName(), generation, deleted, size, generation, false, false);
  }
}
