package dev.coffer;

import dev.coffer.concurrent.TaskFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks a store whether it answers, on another thread, so that the caller waits for no longer than
 * it said, whatever the store waits for.
 */
final class StoreCheck {
  /**
   * A directory that is not there: listing it is one request wherever files are, and unlike that of
   * a file, its answer tells a missing bucket from nothing found.
   */
  private static final FilePath NOWHERE = FilePath.of("coffer-check");

  /** The most of the time that an interrupted request has to say what it was waiting for. */
  private static final Duration LAST_WORDS = Duration.ofMillis(100);

  private static final WaitingChecks WAITING = new WaitingChecks();

  private final FileStore store;
  private final Duration timeout;
  private final Duration lastWords;
  private final TaskGroup thread = new TaskGroup();
  private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

  private StoreCheck(FileStore store, Duration timeout, Duration lastWords) {
    this.store = store;
    this.timeout = timeout;
    this.lastWords = lastWords;
  }

  static void run(FileStore store, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a check takes a positive time: " + timeout);
    }
    Duration tenth = timeout.dividedBy(10);
    run(store, timeout, tenth.compareTo(LAST_WORDS) < 0 ? tenth : LAST_WORDS);
  }

  /**
   * Checks a store.
   *
   * @param lastWords how long before the end of the time the request is interrupted
   */
  static void run(FileStore store, Duration timeout, Duration lastWords) {
    Capabilities unused = store.capabilities(); // refuses a closed store
    new StoreCheck(store, timeout, lastWords).run();
  }

  private void run() {
    long start = System.nanoTime();
    long most = TimeUnit.NANOSECONDS.convert(timeout);
    try {
      if (!WAITING.enter(store.name(), most)) {
        throw late(", and neither have earlier checks", null);
      }
      start();
      await(most - (System.nanoTime() - start));
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(context(), null, e);
    }
  }

  private void start() {
    try {
      thread.start(this::ask);
    } catch (RuntimeException | Error e) {
      WAITING.leave(store.name());
      throw e;
    }
  }

  private void ask() {
    try {
      answer.complete(isListed(new ScopedFileStore(store, NOWHERE)));
    } catch (Throwable e) { // a back end may throw what it does not declare
      answer.completeExceptionally(e);
    } finally {
      WAITING.leave(store.name());
    }
  }

  /** The path of a view may be so long that nothing has room below it but a short name. */
  private boolean isListed(FileStore nothing) {
    try {
      return hasEntry(nothing);
    } catch (InvalidFilePathException e) {
      return hasEntry(store);
    }
  }

  private static boolean hasEntry(FileStore listed) {
    try (Stream<Entry> entries =
        listed.list(FilePath.ROOT, ListOptions.DEFAULTS.pageSize(1).withoutSizes())) {
      return entries.iterator().hasNext();
    }
  }

  private void await(long nanos) throws InterruptedException {
    try {
      Boolean unused = answer.get(nanos - lastWords.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw asOfCheck(e.getCause());
    } catch (TimeoutException e) {
      thread.interrupt();
      awaitLastWords();
    }
  }

  /** Returns if the answer has come all the same. */
  private void awaitLastWords() throws InterruptedException {
    try {
      Boolean unused = answer.get(lastWords.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw late("", null);
    } catch (ExecutionException e) {
      throw isAnswer(e.getCause()) ? asOfCheck(e.getCause()) : late(lastFailure(e.getCause()));
    }
  }

  private static boolean isAnswer(@Nullable Throwable e) {
    return !(e instanceof InterruptedOperationException)
        && !(e instanceof FileStoreException failure && failure.isRetryable());
  }

  /** Returns why the request was not answered; empty if it does not say so. */
  private static Optional<FileStoreException> lastFailure(@Nullable Throwable e) {
    return Stream.<@Nullable Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
        .limit(100) // causes may form a circle
        .filter(cause -> !(cause instanceof InterruptedOperationException))
        .filter(FileStoreException.class::isInstance)
        .map(FileStoreException.class::cast)
        .findFirst();
  }

  private ConnectionException late(Optional<FileStoreException> last) {
    String detail = last.map(failure -> "; the last attempt: " + failure.reason()).orElse("");
    return late(detail, last.orElse(null));
  }

  private ConnectionException late(String detail, @Nullable Throwable cause) {
    String hint = "it did not answer within " + shown(timeout) + detail;
    return new ConnectionException(context(), hint, cause);
  }

  private RuntimeException asOfCheck(@Nullable Throwable e) {
    return e instanceof FileStoreException failure
        ? failure.during(context())
        : TaskFailure.toThrow(Objects.requireNonNull(e));
  }

  private ErrorContext context() {
    return new ErrorContext("check", "", store.name());
  }

  /** {@code 1500ms} or {@code 2s}, as options are written. */
  private static String shown(Duration time) {
    long millis = Math.max(1, time.toMillis());
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
