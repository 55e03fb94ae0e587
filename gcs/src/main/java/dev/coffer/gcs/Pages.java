package dev.coffer.gcs;

import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.StorageObject;
import dev.coffer.ConfigurationException;
import dev.coffer.remote.KeyPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages of a listing, each asked for when it is taken. */
final class Pages implements Iterator<KeyPage> {
  private final Bucket bucket;
  private final Query query;
  private final Course course;
  private @Nullable String token;
  private boolean ended;

  /**
   * What is listed.
   *
   * @param operation for errors
   * @param directory for errors
   * @param below what all keys begin with
   * @param start the first key, if not the first of all
   * @param deep whether keys below directories come too, and not the directories
   * @param size of a page
   */
  record Query(
      String operation,
      String directory,
      String below,
      Optional<String> start,
      boolean deep,
      int size) {}

  Pages(Bucket bucket, Query query) {
    this.bucket = bucket;
    this.query = query;
    this.course = new Course(query.below());
  }

  @Override
  public boolean hasNext() {
    bucket.check(query.operation(), query.directory());
    return !ended;
  }

  @Override
  public KeyPage next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    KeyPage page = ask();
    bucket.saw();
    return page;
  }

  /**
   * Asks for the next page.
   *
   * @throws ConfigurationException when the bucket is missing, the only thing that can be
   */
  private KeyPage ask() {
    try {
      return bucket.send(
          bucket.attempts(query.operation(), query.directory()),
          () -> taken(Resource.of(request())));
    } catch (IOException e) {
      throw Problems.status(e) == 404
          ? bucket.problems.missingBucket(query.operation(), query.directory(), e)
          : bucket.translate(query.operation(), query.directory(), e);
    }
  }

  /** A page that the course of the listing allows; only then the next is asked for. */
  private KeyPage taken(Objects answer) throws IOException {
    KeyPage page = page(answer);
    String next = answer.getNextPageToken();
    boolean last = next == null || next.isEmpty();
    course.check(page, last ? null : next);
    token = next;
    ended = last;
    return page;
  }

  private static KeyPage page(Objects answer) throws IOException {
    List<KeyPage.Found> objects = new ArrayList<>();
    for (StorageObject object : orNone(answer.getItems())) {
      Resource.checked(object);
      objects.add(new KeyPage.Found(object.getName(), path -> Infos.of(path, object)));
    }
    return new KeyPage(objects, orNone(answer.getPrefixes()));
  }

  private Storage.Objects.List request() throws IOException {
    Storage.Objects.List list =
        bucket
            .requests
            .objects()
            .list(bucket.name())
            .setMaxResults((long) Math.min(query.size(), Limits.LARGEST_PAGE))
            .setPageToken(token)
            .setUserProject(bucket.payer);
    if (!query.below().isEmpty()) {
      list.setPrefix(query.below());
    }
    query.start().ifPresent(list::setStartOffset);
    if (!query.deep()) {
      list.setDelimiter("/");
    }
    list.setFields(Infos.LISTED);
    return list;
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
