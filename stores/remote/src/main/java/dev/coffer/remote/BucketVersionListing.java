package dev.coffer.remote;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.spi.ServiceVersion;
import dev.coffer.spi.VersionPath;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the files of a bucket, page by page. Keys that no path can name are left out and
 * reported to the listener of the options, as in a {@link KeyListing}. A page with another key than
 * was asked for, a key after one that it should precede and a listing that goes in a circle are
 * errors. For one thread at a time.
 */
public final class BucketVersionListing implements Iterator<ServiceVersion> {
  /** The name of the operation in errors. */
  public static final String OPERATION = "list versions";

  /** Pages may be empty, for example if a rule of the bucket has just removed many versions. */
  private static final int MOST_EMPTY = 1000;

  private final VersionScope scope;
  private final VersionPage.Service service;
  private final PageTokens tokens;
  private final PageTokens circle;
  private final OmittedKeys omissions;
  private @Nullable String token;
  private boolean ended;
  private int empty;
  private Iterator<VersionPage.Found> page = Collections.emptyIterator();
  private @Nullable ServiceVersion next;
  private String reached = "";
  private String omitted = "";

  private BucketVersionListing(
      VersionScope scope, ListOptions options, VersionPage.Service service) {
    ErrorContext context = scope.context();
    this.scope = scope;
    this.service = service;
    this.tokens = new PageTokens(context.operation(), context.path(), context.store());
    this.circle = new PageTokens(context.operation(), context.path(), context.store());
    this.omissions = new OmittedKeys(scope.keys(), options);
  }

  /**
   * Lists versions; no request is made before the first is taken.
   *
   * @param scope what is listed
   * @param options who is notified of omitted names
   * @param service requests the pages
   * @return the versions, in the order of the service
   */
  public static Stream<ServiceVersion> of(
      VersionScope scope, ListOptions options, VersionPage.Service service) {
    return stream(new BucketVersionListing(scope, options, service));
  }

  /**
   * Returns a stream of versions that come in their order.
   *
   * @param versions the versions
   * @return a sequential stream
   */
  public static Stream<ServiceVersion> stream(Iterator<ServiceVersion> versions) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(versions, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  @Override
  public boolean hasNext() {
    while (next == null && advance()) {
      VersionPage.Found found = page.next();
      next = isWanted(found) ? version(found) : null;
    }
    return next != null;
  }

  @Override
  public ServiceVersion next() {
    ServiceVersion version = hasNext() ? next : null;
    next = null;
    if (version == null) {
      throw new NoSuchElementException();
    }
    return version;
  }

  /** Moves to a page that has a version left; returns false at the end. */
  private boolean advance() {
    while (!page.hasNext() && !ended) {
      scope.lifetime().check(scope.context().operation(), scope.context().path());
      VersionPage answer = service.page(token);
      page = answer.versions().iterator();
      ended = !answer.more();
      token = ended ? null : tokens.next(answer.next());
      empty = page.hasNext() ? 0 : empty + 1;
      if (empty > MOST_EMPTY) {
        throw scope.broken("the server's response is invalid: its listing does not advance");
      }
    }
    return page.hasNext();
  }

  /** Returns whether a version belongs to the listing; after the only key, the listing ends. */
  private boolean isWanted(VersionPage.Found found) {
    String key = found.key();
    if (!key.startsWith(scope.below())) {
      throw scope.broken("the server lists versions of other keys than it was asked for");
    }
    requireOrder(key);
    if (scope.only() && !key.equals(scope.below())) {
      ended = true;
      page = Collections.emptyIterator();
      return false;
    }
    return true;
  }

  private void requireOrder(String key) {
    if (!reached.isEmpty() && !key.equals(reached) && !isBehind(key, reached)) {
      throw scope.broken("the server does not list keys in their order");
    }
    reached = key;
  }

  private boolean isBehind(String key, String before) {
    return scope
        .order()
        .isBehind(KeyOrder.Last.of(Stream.of(key)), KeyOrder.Last.of(Stream.of(before)));
  }

  /** Returns the version; null if no path leads to its key. */
  private @Nullable ServiceVersion version(VersionPage.Found found) {
    String id = found.id();
    Long size = found.size();
    if (id == null || !VersionPath.isPossible(id) || size == null || size < 0) {
      throw scope.broken("the server's listing lacks the id or the size of a version");
    }
    String unused = circle.next(found.key() + "\0" + id);
    Optional<FilePath> path = scope.keys().path(found.key());
    if (path.isEmpty()) {
      omit(found.key());
      return null;
    }
    return new ServiceVersion(
        path.get(), id, found.time(), size, found.etag(), found.latest(), found.deletion());
  }

  /** Reports a key once, however many versions it has. */
  private void omit(String key) {
    if (!key.equals(omitted)) {
      omitted = key;
      omissions.tell(key);
    }
  }
}
