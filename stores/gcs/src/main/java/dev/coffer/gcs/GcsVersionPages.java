package dev.coffer.gcs;

import com.google.api.client.util.DateTime;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.StorageObject;
import dev.coffer.remote.VersionPage;
import dev.coffer.remote.VersionScope;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests the pages of a listing of all generations. */
final class GcsVersionPages implements VersionPage.Service {
  private static final String LISTED =
      "kind,nextPageToken,items(name,size,generation,timeCreated,timeDeleted)";

  private final GcsVersionRequests requests;
  private final VersionScope scope;
  private final Optional<String> start;
  private final int size;

  GcsVersionPages(GcsBucket bucket, VersionScope scope, Optional<String> start, int size) {
    this.requests = new GcsVersionRequests(bucket, scope);
    this.scope = scope;
    this.start = start;
    this.size = size;
  }

  @Override
  public VersionPage page(@Nullable String token) {
    Objects answer = requests.send(() -> request(token));
    String next = answer.getNextPageToken();
    return new VersionPage(
        GcsPages.orNone(answer.getItems()).stream().flatMap(GcsVersionPages::found).toList(),
        next != null && !next.isEmpty(),
        next);
  }

  private Storage.Objects.List request(@Nullable String token) throws IOException {
    Storage.Objects.List list =
        requests
            .list(token, LISTED)
            .setVersions(true)
            .setMaxResults((long) Math.min(size, GcsLimits.LARGEST_PAGE));
    start.ifPresent(list::setStartOffset);
    if (scope.only()) {
      list.setEndOffset(scope.below() + " "); // names that only begin like this one are left out
    }
    return list;
  }

  /** Returns a generation, and behind it its end if it is not the live one any more. */
  private static Stream<VersionPage.Found> found(StorageObject object) {
    String generation = GcsEtags.of(object.getGeneration());
    DateTime end = object.getTimeDeleted();
    VersionPage.Found version =
        new VersionPage.Found(
            object.getName(),
            generation,
            GcsFileInfos.time(object.getTimeCreated()),
            GcsFileInfos.size(object.getSize()),
            generation,
            end == null,
            false);
    return end == null
        ? Stream.of(version)
        : Stream.of(version, GcsVersionOrder.end(version, GcsFileInfos.time(end)));
  }
}
