package dev.coffer.app.sync;

import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.concurrent.BoundedExecutor;
import java.util.Iterator;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Copies or moves every file of a directory to another directory of the same store.
 *
 * <p>Each file is copied or moved by one call of the store. So a file that is moved is in its old
 * or in its new place, or in both, whenever the run ends, and the same run may be repeated.
 *
 * @param store the store; not closed
 * @param source the directory
 * @param target the directory for its files, neither above nor below the other
 * @param options which files are taken, and how many at a time
 * @param step copies or moves a file from the first path to the second
 * @param journal hears what is done
 */
public record TreeRelocation(
    FileStore store,
    FilePath source,
    FilePath target,
    SyncOptions options,
    BiConsumer<FilePath, FilePath> step,
    Journal journal) {
  /**
   * Does it. A file that fails is reported to the journal and holds up no other.
   *
   * @throws FileStoreException if the directory cannot be listed
   */
  public void run() {
    Origin origin = Origin.of(store.scoped(source.toString()));
    SkippedFiles chosen = new ChosenSkippedFiles(journal, options.filter());
    int threads = options.parallel().orElse(Math.max(1, store.capabilities().writeConcurrency()));
    try (BoundedExecutor crew = new BoundedExecutor(threads);
        Stream<FileInfo> files = origin.files(chosen)) {
      for (Iterator<FileInfo> rest = files.iterator(); rest.hasNext(); ) {
        take(rest.next(), crew);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedOperationException(
          new ErrorContext("copy", source.toString(), store.name()), null, null);
    }
  }

  private void take(FileInfo file, BoundedExecutor crew) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!options.filter().chooses(file.path())) {
      return;
    }
    if (options.dryRun()) {
      journal.copied(file.path().toString(), file.size());
    } else {
      crew.run(() -> relocate(file));
    }
  }

  private void relocate(FileInfo file) {
    String path = file.path().toString();
    try {
      step.accept(source.resolve(file.path()), target.resolve(file.path()));
    } catch (InterruptedOperationException e) {
      // The whole has been ended.
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException | Error e) {
      journal.failed(path, e);
      return;
    }
    journal.moved(file.size());
    journal.copied(path, file.size());
  }
}
