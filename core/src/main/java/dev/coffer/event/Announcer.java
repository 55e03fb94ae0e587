package dev.coffer.event;

import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes changes, each between its intent and what is announced of it. */
final class Announcer {
  private final FileStore store;
  private final FileEventLog log;
  private final InstantSource clock;
  private final IntentSettler settler;
  private final Function<List<FileEvent>, Runnable> expectation;
  private final DirectoryDeletions directories;

  /** A stage of a change: called when it begins; its result is called when the change has ended. */
  private interface Passage {
    Consumer<DirectoryDeletions.Ended> enter(List<FilePath> paths);
  }

  /**
   * Begins.
   *
   * @param expectation begins to wait for deliveries; its result returns once they are made
   */
  Announcer(
      FileStore store,
      FileEventLog log,
      InstantSource clock,
      IntentSettler settler,
      Function<List<FileEvent>, Runnable> expectation) {
    this.store = store;
    this.log = log;
    this.clock = clock;
    this.settler = settler;
    this.expectation = expectation;
    this.directories = new DirectoryDeletions(new PresentStates(store::stat, clock));
  }

  /**
   * Creates a change that leaves one file.
   *
   * @param notMade whether a failure says that nothing was changed
   */
  FileInfo change(Intent intent, Supplier<FileInfo> change, Predicate<Throwable> notMade) {
    return announced(
        intent, begin(intent), directories::enter, change, file -> outcome(intent, file), notMade);
  }

  /**
   * Creates a change that leaves one file, while its intent is recorded.
   *
   * @param change calls what it is given before the file appears
   */
  FileInfo stagedChange(Intent intent, Function<Runnable, FileInfo> change) {
    ErrorContext context =
        new ErrorContext("write", intent.paths().get(0).toString(), store.name());
    StagedIntent staged = new StagedIntent(log.beginning(intent), context);
    return announced(
        intent,
        waking(staged),
        directories::enter,
        () -> {
          FileInfo file = change.apply(staged);
          staged.await();
          return file;
        },
        file -> outcome(intent, file),
        failure -> !staged.isRecorded() || ChangeOutcome.isRefusal(failure));
  }

  private ChangeOutcome outcome(Intent intent, FileInfo file) {
    return ChangeOutcome.of(
        FileEvent.present(intent.type(), file, intent.source(), clock.instant()));
  }

  /** Announces a file that is there, whoever wrote it. */
  FileInfo announce(FilePath file) {
    return change(Intent.to(FileEvent.Type.WRITTEN, file), () -> present(file), notFound -> true);
  }

  private FileInfo present(FilePath file) {
    return store
        .stat(file)
        .orElseThrow(
            () ->
                new NotFoundException(
                    new ErrorContext("announce", file.toString(), store.name()),
                    "announce a file once it has arrived",
                    null));
  }

  /** Deletes files, and adds a failure for each that cannot be deleted. */
  void delete(List<FilePath> files, List<FileStoreException> failures) {
    delete(files, failures, directories::enter);
  }

  /** Deletes a file unless a condition forbids it. */
  void deleteIf(FilePath file, Runnable deletion) {
    Intent intent = Intent.to(FileEvent.Type.DELETED, file);
    boolean unused =
        announced(
            intent,
            begin(intent),
            directories::enter,
            () -> {
              deletion.run();
              return true;
            },
            deleted -> ChangeOutcome.of(FileEvent.deleted(file, clock.instant())),
            ChangeOutcome::isRefusal);
  }

  /** Deletes a directory in parts, and announces what was changed in it meanwhile. */
  void deleteDirectory(FilePath directory, Runnable parts) {
    DirectoryDeletions.Running deletion = directories.begin(directory);
    try {
      parts.run();
    } finally {
      directories.end(deletion);
    }
  }

  /** Deletes files of a directory that is being deleted. */
  void deletePart(List<FilePath> files, List<FileStoreException> failures) {
    delete(files, failures, paths -> DirectoryDeletions.Ended::announce);
  }

  private void delete(List<FilePath> files, List<FileStoreException> failures, Passage passage) {
    Intent intent = new Intent(FileEvent.Type.DELETED, files, Optional.empty());
    ChangeOutcome unused =
        announced(
            intent,
            begin(intent),
            passage,
            () -> delete(intent, failures),
            ending -> ending,
            failure -> false);
  }

  private ChangeOutcome delete(Intent intent, List<FileStoreException> failures) {
    try {
      store.deleteFiles(intent.paths());
      return new ChangeOutcome(ChangeOutcome.deletions(intent.paths(), clock.instant()), List.of());
    } catch (FileStoreException e) {
      failures.add(e);
      return ChangeOutcome.ofDeletion(intent, e, clock.instant());
    }
  }

  private <T> T announced(
      Intent intent,
      FileEventLog.Change noted,
      Passage passage,
      Supplier<T> change,
      Function<T, ChangeOutcome> outcome,
      Predicate<Throwable> notMade) {
    Consumer<DirectoryDeletions.Ended> exit = passage.enter(intent.touched());
    ChangeOutcome ending = ChangeOutcome.unknown(intent);
    Runnable expected = () -> {};
    try {
      T done = change.get();
      ending = outcome.apply(done);
      expected = expectation.apply(ending.events());
      return done;
    } catch (RuntimeException | Error e) {
      ending = notMade.test(e) ? ChangeOutcome.NOTHING : ending;
      throw e;
    } finally {
      exit.accept(new DirectoryDeletions.Ended(noted, ending));
      expected.run();
    }
  }

  private FileEventLog.Change begin(Intent intent) {
    return waking(log.begin(intent));
  }

  /** The settler is notified if the outcome of a change is unknown. */
  private FileEventLog.Change waking(FileEventLog.Change noted) {
    return (done, unknown) -> {
      noted.end(done, unknown);
      if (!unknown.isEmpty()) {
        settler.wake();
      }
    };
  }
}
