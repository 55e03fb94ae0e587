package dev.coffer.remote;

import dev.coffer.ConcurrentRequests;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;
import dev.coffer.spi.OwnArea;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Splits items into batches of the size that a service accepts in one request. */
public final class Batches {
  private Batches() {}

  /**
   * Splits a list.
   *
   * @param <T> the items
   * @param items the items in their order
   * @param size the size of each batch but the last, at least 1
   * @return the batches, as views of the list
   */
  public static <T> List<List<T>> of(List<T> items, int size) {
    return IntStream.range(0, (items.size() + size - 1) / size)
        .mapToObj(i -> items.subList(i * size, Math.min(items.size(), (i + 1) * size)))
        .toList();
  }

  /**
   * Splits the keys to be deleted with their directory, page by page; those that Coffer keeps for
   * itself are left out unless the directory is in its own area. Taking a batch throws a {@link
   * dev.coffer.StorageFailureException} if a page has a key outside the directory, or one that is
   * not UTF-8 and that no request can name.
   *
   * @param pages the pages, each requested when its first batch is taken
   * @param keys the keys of the store
   * @param directory the directory to be deleted
   * @param size the size of each batch but the last of a page, at least 1
   * @return the batches of the keys
   */
  public static Iterator<List<String>> ofKeys(
      Iterator<KeyPage> pages, Keys keys, FilePath directory, int size) {
    PagesBelow.Scope scope = new PagesBelow.Scope("delete", directory, keys.store());
    Iterable<KeyPage> all = () -> new PagesBelow(pages, keys.below(directory), scope);
    return StreamSupport.stream(all.spliterator(), false)
        .map(page -> page.objects().stream().map(KeyPage.Found::key))
        .map(found -> found.filter(key -> OwnArea.contains(directory) || !keys.isOwn(key)).toList())
        .peek(found -> requireText(found, keys))
        .flatMap(found -> of(found, size).stream())
        .iterator();
  }

  private static void requireText(List<String> found, Keys keys) {
    Optional<String> bytes = found.stream().filter(key -> !KeyText.isWhole(key)).findFirst();
    if (bytes.isPresent()) {
      throw new StorageFailureException(
          new ErrorContext("delete", OmittedKeys.shown(keys.name(bytes.get())), keys.store()),
          "the key is not UTF-8, so this client cannot name it in a request: delete it with the"
              + " program that created it",
          null);
    }
  }

  /**
   * Makes a request for each item, several at once.
   *
   * @param <T> the items
   * @param items all items
   * @param limit the maximum number of concurrent requests, at least 1
   * @param request made for each
   * @throws FileStoreException if some failed; after an interrupt, the first failure is that of the
   *     whole call, since some items were not tried
   */
  public static <T> void run(List<T> items, int limit, Consumer<? super T> request) {
    try {
      ConcurrentRequests.run(items.iterator(), Math.max(1, Math.min(limit, items.size())), request);
    } catch (InterruptedOperationException e) {
      throw FileStoreException.ofAll(List.of(ofWholeCall(e), e));
    }
  }

  private static InterruptedOperationException ofWholeCall(InterruptedOperationException e) {
    return new InterruptedOperationException(
        new ErrorContext(e.operation(), "", e.store()), "some files were not attempted", null);
  }
}
