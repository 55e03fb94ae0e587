package dev.coffer.remote;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.StorageFailureException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a listing that a service continues by tokens. No request is made before a page is
 * taken: an SDK's own iterator often requests its first page when it is created, where nobody
 * translates its errors. A listing that does not advance ends with an error. For one thread at a
 * time.
 */
public final class KeyPages implements Iterator<KeyPage> {
  private final ErrorContext context;
  private final Lifetime lifetime;
  private final Service service;
  private final PageTokens tokens;
  private final ListingProgress progress;
  private @Nullable String token;
  private boolean ended;

  /** Requests one page. */
  public interface Service {
    /**
     * Requests a page.
     *
     * @param token the token of the page; empty for the first page
     * @return the page and the token of the next one
     * @throws dev.coffer.FileStoreException if it cannot be listed
     */
    Answer page(Optional<String> token);
  }

  /**
   * A page and what follows it.
   *
   * @param page the page
   * @param more whether the service says that there are more pages
   * @param next the token of the next page; null or empty if the service returned none
   */
  public record Answer(KeyPage page, boolean more, @Nullable String next) {
    /**
     * Returns an answer of a service that says by a token alone that there are more pages.
     *
     * @param page the page
     * @param next the token of the next page; null or empty for the last page
     * @return the answer
     */
    public static Answer of(KeyPage page, @Nullable String next) {
      return new Answer(page, next != null && !next.isEmpty(), next);
    }

    /**
     * Returns an answer of a service without tokens that continues a listing after a key. The token
     * is the greatest key of the page, so that a page out of order does not lead back.
     *
     * @param page a page of keys in the order of their bytes, without common prefixes: after a
     *     prefix the service would list the keys below it again
     * @param more whether the service says that there are more pages
     * @return the answer
     * @throws IllegalArgumentException if the page has common prefixes
     */
    public static Answer after(KeyPage page, boolean more) {
      if (!page.prefixes().isEmpty()) {
        throw new IllegalArgumentException("a page that continues after a key has no prefixes");
      }
      String last =
          page.objects().stream().map(KeyPage.Found::key).max(FilePath::compareUtf8).orElse(null);
      return new Answer(page, more, last);
    }
  }

  /**
   * Starts before the first page, without a request.
   *
   * @param context operation, directory and store, for errors
   * @param lifetime ends the listing if the store is closed or the thread is interrupted
   * @param order the key order of the server
   * @param service requests the pages
   */
  public KeyPages(ErrorContext context, Lifetime lifetime, KeyOrder order, Service service) {
    this.context = context;
    this.lifetime = lifetime;
    this.service = service;
    this.tokens = new PageTokens(context.operation(), context.path(), context.store());
    this.progress = new ListingProgress(order);
  }

  @Override
  public boolean hasNext() {
    lifetime.check(context.operation(), context.path());
    return !ended;
  }

  @Override
  public KeyPage next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Answer answer = service.page(Optional.ofNullable(token));
    ended = !answer.more();
    if (!ended) {
      token = tokens.next(answer.next());
      requireProgress(answer.page());
    }
    return answer.page();
  }

  private void requireProgress(KeyPage page) {
    if (!progress.leadsOn(page)) {
      throw new StorageFailureException(
          context, "the server's response is invalid: its listing does not advance", null);
    }
  }
}
