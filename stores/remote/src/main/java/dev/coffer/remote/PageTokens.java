package dev.coffer.remote;

import dev.coffer.ErrorContext;
import dev.coffer.StorageFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The tokens by which a listing continues from page to page. A repeated token would lead in a
 * circle; circles of any length are detected, after at most three rounds. For one thread at a time.
 */
public final class PageTokens {
  private final String operation;
  private final String path;
  private final String store;
  private @Nullable String remembered;
  private long steps;
  private long stepsToRemember = 1;

  /**
   * Starts with the first page.
   *
   * @param operation for errors
   * @param path for errors
   * @param store for errors
   */
  public PageTokens(String operation, String path, String store) {
    this.operation = operation;
    this.path = path;
    this.store = store;
  }

  /**
   * Checks the token of the next page, from a page that says that there is more.
   *
   * @param token the token, null if the page has none
   * @return the token
   * @throws StorageFailureException if there is none, or it has occurred before
   */
  public String next(@Nullable String token) {
    if (token == null || token.isEmpty()) {
      throw broken("the server says that its listing goes on, and not where");
    }
    if (token.equals(remembered)) {
      throw broken("the server's listing goes in a circle");
    }
    if (++steps == stepsToRemember) {
      remembered = token;
      steps = 0;
      stepsToRemember *= 2;
    }
    return token;
  }

  private StorageFailureException broken(String hint) {
    return new StorageFailureException(new ErrorContext(operation, path, store), hint, null);
  }
}
