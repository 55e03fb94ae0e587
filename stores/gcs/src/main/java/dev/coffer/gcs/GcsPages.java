package dev.coffer.gcs;

import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.StorageObject;
import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.remote.KeyPage;
import dev.coffer.remote.KeyPages;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests the pages of a listing. */
final class GcsPages implements KeyPages.Service {
  private static final String KIND = "storage#objects";

  private final GcsBucket bucket;
  private final Query query;

  /**
   * What is listed.
   *
   * @param operation the operation, for errors
   * @param directory the directory, for errors
   * @param below the prefix of all keys
   * @param start the first key; null to start at the beginning
   * @param deep whether to list the keys below directories instead of the directories
   * @param size the size of a page
   */
  record Query(
      String operation,
      String directory,
      String below,
      Optional<String> start,
      boolean deep,
      int size) {}

  private GcsPages(GcsBucket bucket, Query query) {
    this.bucket = bucket;
    this.query = query;
  }

  static Iterator<KeyPage> of(GcsBucket bucket, Query query) {
    return new KeyPages(
        new ErrorContext(query.operation(), query.directory(), bucket.store()),
        bucket.lifetime,
        bucket.order,
        new GcsPages(bucket, query));
  }

  @Override
  public KeyPages.Answer page(Optional<String> token) {
    Objects answer = requestPage(token);
    bucket.remember();
    KeyPage page =
        new KeyPage(
            orNone(answer.getItems()).stream().map(GcsPages::found).toList(),
            orNone(answer.getPrefixes()));
    return KeyPages.Answer.of(page, answer.getNextPageToken());
  }

  /**
   * Requests a page.
   *
   * @throws ConfigurationException if the bucket is missing, which is all that can be missing here
   */
  private Objects requestPage(Optional<String> token) {
    try {
      return bucket.send(
          bucket.attempts(query.operation(), query.directory()),
          () -> checked(ResponseReader.of(request(token))));
    } catch (IOException e) {
      throw GcsErrors.status(e) == 404
          ? bucket.errors.missingBucket(query.operation(), query.directory(), e)
          : bucket.translate(query.operation(), query.directory(), e);
    }
  }

  /** Arbitrary JSON parses as an empty listing and must not pass for a directory without files. */
  static Objects checked(Objects answer) throws IOException {
    boolean isNone =
        answer.getKind() == null && answer.getItems() == null && answer.getPrefixes() == null;
    if (isNone || (answer.getKind() != null && !answer.getKind().equals(KIND))) {
      throw new ResponseReader.UnusableException("it is not a listing", null);
    }
    for (StorageObject object : orNone(answer.getItems())) {
      ResponseReader.checked(object);
    }
    return answer;
  }

  private Storage.Objects.List request(Optional<String> token) throws IOException {
    Storage.Objects.List list =
        bucket
            .requests
            .objects()
            .list(bucket.name())
            .setMaxResults((long) Math.min(query.size(), GcsLimits.LARGEST_PAGE))
            .setPageToken(token.orElse(null))
            .setUserProject(bucket.payer);
    if (!query.below().isEmpty()) {
      list.setPrefix(query.below());
    }
    query.start().ifPresent(list::setStartOffset);
    if (!query.deep()) {
      list.setDelimiter("/");
    }
    list.setFields(GcsFileInfos.LISTED);
    return list;
  }

  static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static KeyPage.Found found(StorageObject object) {
    return new KeyPage.Found(object.getName(), path -> GcsFileInfos.of(path, object));
  }
}
