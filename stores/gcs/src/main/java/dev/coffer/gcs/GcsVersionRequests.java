package dev.coffer.gcs;

import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Objects;
import dev.coffer.remote.BucketVersionListing;
import dev.coffer.remote.VersionScope;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Requests pages of what a bucket has of earlier files. */
record GcsVersionRequests(GcsBucket bucket, VersionScope scope) {
  /** Makes a request, which may fail before it is sent. */
  interface Request {
    Storage.Objects.List make() throws IOException;
  }

  /** Returns the request of a page, to which the kind of listing is added. */
  Storage.Objects.List list(@Nullable String token, String fields) throws IOException {
    Storage.Objects.List list =
        bucket
            .requests
            .objects()
            .list(bucket.name())
            .setPageToken(token)
            .setUserProject(bucket.payer);
    if (!scope.below().isEmpty()) {
      list.setPrefix(scope.below());
    }
    list.setFields(fields);
    return list;
  }

  Objects send(Request request) {
    String path = scope.context().path();
    try {
      Objects answer =
          bucket.send(
              bucket.attempts(BucketVersionListing.OPERATION, path),
              () -> GcsPages.checked(ResponseReader.of(request.make())));
      bucket.remember();
      return answer;
    } catch (IOException e) {
      throw GcsErrors.status(e) == 404
          ? bucket.errors.missingBucket(BucketVersionListing.OPERATION, path, e)
          : bucket.translate(BucketVersionListing.OPERATION, path, e);
    }
  }
}
