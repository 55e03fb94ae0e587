package dev.coffer.app;

import dev.coffer.ConflictException;
import dev.coffer.CorruptFileException;
import dev.coffer.DeleteOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.app.filter.PathFilter;
import dev.coffer.concurrent.BoundedExecutor;
import dev.coffer.versioning.FileHistory;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings back versions of files. What is there and the same is left alone, so that a run that was
 * interrupted is taken up by the next.
 */
record RestoreRun(
    CommandSession session, FileStore store, FileVersions versions, RestoreReport report) {
  /**
   * Works on all files below a directory, a few at a time. A file that fails holds up no other,
   * unless all would fail.
   *
   * @param passes each says what to do about a path, if anything; one after the other
   */
  void below(FilePath directory, List<Function<FileHistory, Optional<Runnable>>> passes) {
    try {
      for (Function<FileHistory, Optional<Runnable>> pass : passes) {
        each(directory, pass);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(directory, e);
    } finally {
      report.close();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(directory, null);
    }
    report.requireSuccess();
  }

  private void each(FilePath directory, Function<FileHistory, Optional<Runnable>> pass)
      throws InterruptedException {
    PathFilter filter = FilterOptions.of(session.words());
    int atOnce =
        TransferOptions.parallel(session.words()).orElse(store.capabilities().writeConcurrency());
    try (Stream<FileHistory> all = versions.histories(directory.toString());
        BoundedExecutor crew = new BoundedExecutor(atOnce)) {
      Iterator<FileHistory> chosen =
          all.filter(one -> filter.chooses(one.path().relativeTo(directory))).iterator();
      while (chosen.hasNext()) {
        Optional<Runnable> step = pass.apply(chosen.next());
        if (step.isPresent()) {
          crew.run(() -> attempt(step.get()));
        }
      }
    }
  }

  private InterruptedOperationException interrupted(FilePath directory, @Nullable Throwable cause) {
    return new InterruptedOperationException(
        new ErrorContext("restore", directory.toString(), store.name()), null, cause);
  }

  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (ConflictException
        | NotFoundException
        | PermissionDeniedException
        | CorruptFileException e) {
      report.failed(e);
    } catch (FileStoreException e) {
      report.ended();
      throw e;
    }
  }

  /** Restores a version, unless its content is there. */
  void restore(FileHistory history, FileVersion version) {
    if (history.current().filter(file -> isSame(file, version)).isPresent()) {
      report.unchanged();
    } else if (session.words().has(TransferOptions.DRY_RUN)) {
      report.planned(history.path(), version, history.current().isPresent());
    } else if (history.current().isPresent()) {
      versions.restore(history.path().toString(), version.id());
      report.restored(version);
    } else if (writeIfAbsent(history.path(), version).isPresent()) {
      report.restored(version);
    } else {
      report.present();
    }
  }

  /** Deletes the current file, which becomes a version. What another writes meanwhile stays. */
  void delete(FileInfo file) {
    if (session.words().has(TransferOptions.DRY_RUN)) {
      report.plannedDeletion(file.path());
      return;
    }
    try {
      store.deleteFile(file.path(), DeleteOptions.DEFAULTS.ifMatch(file.etag()));
      report.deleted();
    } catch (ConflictException e) {
      report.present();
    } catch (UnsupportedFeatureException e) {
      store.deleteFile(file.path(), DeleteOptions.DEFAULTS);
      report.deleted();
    }
  }

  /** Restores a deleted file; empty if another has written it again. */
  Optional<FileInfo> writeIfAbsent(FilePath path, FileVersion version) {
    try {
      return Optional.of(versions.restoreIfAbsent(path.toString(), version.id()));
    } catch (ConflictException e) {
      if (store.stat(path).isPresent()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean isSame(FileInfo current, FileVersion version) {
    if (current.size() != version.size()) {
      return false;
    }
    String path = current.path().toString();
    try (InputStream now = store.open(path);
        InputStream then = versions.open(path, version.id())) {
      return SameBytes.in(now, then);
    } catch (NotFoundException e) {
      return false; // deleted meanwhile
    } catch (FileStoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StorageFailureException(
          new ErrorContext("read", path, store.name()), e.getMessage(), e);
    }
  }
}
