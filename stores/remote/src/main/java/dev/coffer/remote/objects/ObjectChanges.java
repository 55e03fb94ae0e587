package dev.coffer.remote.objects;

import dev.coffer.ConcurrentRequests;
import dev.coffer.ConflictException;
import dev.coffer.CopyOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.Batches;
import dev.coffer.remote.Keys;
import dev.coffer.remote.OneVersion;
import dev.coffer.remote.ReplacedException;
import dev.coffer.remote.SourceDeletion;
import dev.coffer.remote.StatusErrors;
import dev.coffer.remote.objects.ObjectFailures.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Copies, moves and deletes. */
final class ObjectChanges {
  private static final int MOST_IN_PAGE = Integer.MAX_VALUE;

  private final ServiceObjects objects;

  ObjectChanges(ServiceObjects objects) {
    this.objects = objects;
  }

  FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    return options.isConditional()
        ? copiedIf(source, target, options)
        : copied("copy", source, target).target();
  }

  /** Copies the version with an etag; another one is not looked for. */
  private FileInfo copiedIf(FilePath source, FilePath target, CopyOptions options) {
    Attempts attempts = objects.attempts("copy", source);
    String key = objects.keys.key("copy", target);
    Optional<FileInfo> present = objects.stat(attempts, source);
    options.check(source, present.map(FileInfo::etag), objects.store());
    FileInfo version = present.orElseThrow();
    try {
      return source.equals(target) ? version : copied(attempts, version, target, key);
    } catch (ReplacedException e) {
      throw e.ofCopy(attempts);
    }
  }

  /** Copies, and deletes the version that was copied; nothing that was written there since. */
  FileInfo move(FilePath source, FilePath target) {
    Copied copied = copied("move", source, target);
    if (!source.equals(target)) {
      SourceDeletion.ofMoved(source, target, objects.store(), () -> deleteCopied(copied.source()));
    }
    return copied.target();
  }

  private record Copied(FileInfo source, FileInfo target) {}

  private Copied copied(String operation, FilePath source, FilePath target) {
    Attempts attempts = objects.attempts(operation, source);
    String key = objects.keys.key(operation, target);
    return OneVersion.use(
        attempts,
        () -> objects.require(attempts, source),
        version ->
            source.equals(target)
                ? new Copied(version, version)
                : new Copied(version, copied(attempts, version, target, key)));
  }

  private FileInfo copied(Attempts attempts, FileInfo source, FilePath target, String key)
      throws ReplacedException {
    String from = objects.keys.key(attempts.operation(), source.path());
    ObjectCopy begun = begin(attempts, () -> objects.service.copy(from, source.etag(), key));
    StoredObject copy = new CopyProgress(objects, attempts).await(begun);
    try {
      return FoundInfos.written(target, source.size(), WriteOptions.like(source), copy);
    } catch (RuntimeException e) {
      throw objects.calls.translate(attempts.context(), e);
    }
  }

  private ObjectCopy begin(Attempts attempts, Supplier<ObjectCopy> request)
      throws ReplacedException {
    try {
      return objects.calls.send(attempts, request);
    } catch (RuntimeException e) {
      if (isOther(e)) {
        throw objects.calls.translate(attempts.context(), e);
      }
      throw new ReplacedException(e);
    }
  }

  private boolean isOther(RuntimeException failure) {
    Refusal refusal = objects.failures.refusal(failure);
    return refusal != Refusal.MISSING && refusal != Refusal.UNMET;
  }

  private void deleteCopied(FileInfo source) {
    Attempts attempts = objects.attempts("delete", source.path());
    String key = objects.keys.key("delete", source.path());
    try {
      delete(attempts, key, Optional.of(source.etag()));
    } catch (RuntimeException e) {
      if (isOther(e)) {
        throw objects.calls.translate(attempts.context(), e);
      }
    }
  }

  void deleteFiles(Collection<FilePath> paths) {
    List<String> keys = paths.stream().map(path -> objects.keys.key("delete", path)).toList();
    Batches.run(keys, objects.limits.concurrency(), this::delete);
  }

  void deleteDirectory(FilePath directory) {
    String below = objects.keys.below(directory);
    ConcurrentRequests.run(
        Batches.ofKeys(
            objects.pages("delete", directory, below, Optional.empty(), true, MOST_IN_PAGE),
            objects.keys,
            directory,
            1),
        objects.limits.concurrency(),
        keys -> keys.forEach(this::delete));
  }

  private void delete(String key) {
    Attempts attempts = objects.attempts("delete", objects.keys.name(key));
    if (!Keys.isStraight(key)) {
      throw new UnsupportedFeatureException(
          attempts.context(),
          "a key with a segment '.' or '..' is not deleted, since a server may resolve it",
          null);
    }
    try {
      delete(attempts, key, Optional.empty());
    } catch (RuntimeException e) {
      if (objects.failures.refusal(e) != Refusal.MISSING) {
        throw objects.calls.translate(attempts.context(), e);
      }
    }
  }

  private void delete(Attempts attempts, String key, Optional<String> etag) {
    boolean unused =
        objects.calls.send(
            attempts,
            () -> {
              objects.service.delete(key, etag);
              return true;
            });
  }

  /** Deletes a file if it has an etag. */
  void deleteIf(FilePath path, String etag) {
    Attempts attempts = objects.attempts("delete", path);
    String key = objects.keys.key("delete", path);
    objects.requirePossible(attempts.context(), Optional.of(etag));
    try {
      delete(attempts, key, Optional.of(etag));
    } catch (RuntimeException e) {
      throw isOther(e)
          ? objects.calls.translate(attempts.context(), e)
          : refused(attempts, objects.failures.refusal(e), e);
    }
  }

  private static RuntimeException refused(Attempts attempts, Refusal refusal, RuntimeException e) {
    String hint =
        refusal == Refusal.MISSING
            ? "there is no such file"
            : "the file has changed or is missing: read it again";
    return attempts.areRepeated()
        ? StatusErrors.unknownDeletion(attempts.context(), hint, e)
        : new ConflictException(attempts.context(), hint, e);
  }
}
