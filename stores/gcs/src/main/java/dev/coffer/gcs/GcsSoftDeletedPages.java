package dev.coffer.gcs;

import com.google.api.client.util.DateTime;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.StorageObject;
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

  private final GcsVersionRequests requests;

  /** When the generations of the last page are gone for ever, by their ids. */
  private final Map<String, Instant> ends = new HashMap<>();

  GcsSoftDeletedPages(GcsBucket bucket, VersionScope scope) {
    this.requests = new GcsVersionRequests(bucket, scope);
  }

  /** Returns the end of a generation of the page that is being read. */
  Instant end(ServiceVersion found) {
    return ends.getOrDefault(found.id(), found.time());
  }

  @Override
  public VersionPage page(@Nullable String token) {
    Objects answer = requests.send(() -> request(token));
    ends.clear();
    String next = answer.getNextPageToken();
    List<VersionPage.Found> found =
        GcsPages.orNone(answer.getItems()).stream().map(this::found).toList();
    return new VersionPage(found, next != null && !next.isEmpty(), next);
  }

  private Storage.Objects.List request(@Nullable String token) throws IOException {
    return requests.list(token, LISTED).setSoftDeleted(true);
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
