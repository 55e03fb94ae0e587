package dev.coffer.remote.objects;

import dev.coffer.ConflictException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.NotFoundException;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.ClientCalls;
import dev.coffer.remote.HttpEtags;
import dev.coffer.remote.KeyOrder;
import dev.coffer.remote.KeyPage;
import dev.coffer.remote.KeyPages;
import dev.coffer.remote.Keys;
import dev.coffer.remote.Lifetime;
import dev.coffer.remote.MetadataCoding;
import java.util.Iterator;
import java.util.Optional;

/** What every operation of a store needs. */
final class ServiceObjects {
  final ObjectService service;
  final ObjectFailures failures;
  final Keys keys;
  final KeyOrder order;
  final MetadataCoding metadata;
  final ObjectFileStore.Limits limits;
  final long largestFile;
  final Lifetime lifetime;
  final ClientCalls calls;

  ServiceObjects(
      ObjectService service,
      ObjectFailures failures,
      Keys keys,
      KeyOrder order,
      MetadataCoding metadata,
      ObjectFileStore.Limits limits,
      long largestFile) {
    this.service = service;
    this.failures = failures;
    this.keys = keys.withDirectoryInName();
    this.order = order;
    this.metadata = metadata;
    this.limits = limits;
    this.largestFile = largestFile;
    this.lifetime = new Lifetime(this.keys.store(), "Objects(" + keys + ")");
    this.calls = new ClientCalls(lifetime, new MissingOrNot(failures));
  }

  String store() {
    return keys.store();
  }

  Attempts attempts(String operation, FilePath path) {
    return attempts(operation, path.toString());
  }

  Attempts attempts(String operation, String path) {
    return new Attempts(operation, path, store(), limits.giveUpAfter(), limits.unreachableAfter());
  }

  /** What a look tells; empty if there is no such object. */
  Optional<StoredObject> find(Attempts attempts, String key) {
    try {
      return Optional.of(calls.send(attempts, () -> service.look(key)));
    } catch (RuntimeException e) {
      if (failures.refusal(e) == ObjectFailures.Refusal.MISSING) {
        return Optional.empty();
      }
      throw calls.translate(attempts.context(), e);
    }
  }

  Optional<FileInfo> stat(Attempts attempts, FilePath path) {
    return find(attempts, keys.key(attempts.operation(), path))
        .map(found -> info(attempts.context(), path, found));
  }

  FileInfo require(Attempts attempts, FilePath path) {
    return stat(attempts, path)
        .orElseThrow(() -> new NotFoundException(attempts.context(), null, null));
  }

  FileInfo info(ErrorContext context, FilePath path, StoredObject object) {
    try {
      return FoundInfos.of(path, object, metadata);
    } catch (RuntimeException e) {
      throw calls.translate(context, e);
    }
  }

  Iterator<KeyPage> pages(
      String operation,
      FilePath directory,
      String below,
      Optional<String> start,
      boolean recursive,
      int size) {
    ErrorContext context = new ErrorContext(operation, directory.toString(), store());
    int most = Math.min(size, limits.pageSize());
    KeyPages pages =
        new KeyPages(
            context,
            lifetime,
            order,
            token ->
                calls.call(
                    attempts(operation, directory),
                    () -> service.list(new ObjectQuery(below, start, recursive, most, token))));
    return recursive ? pages : new FoldedPages(pages, below);
  }

  /** Refuses what a header would take for a pattern or a list. */
  void requirePossible(ErrorContext context, Optional<String> etag) {
    if (etag.filter(required -> !HttpEtags.isPossible(required)).isPresent()) {
      throw new ConflictException(context, "no file has such an etag", null);
    }
  }
}
