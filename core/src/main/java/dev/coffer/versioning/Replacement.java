package dev.coffer.versioning;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Replaces files, whatever they are by then: keeps the file that is there, then writes on the
 * condition that it is still there, and again if another was faster. So nothing is replaced that
 * was not kept.
 *
 * <p>Whoever loses again and again does not wait for ever: what is written becomes a version right
 * away, as if it had been written just before the file of the one who was faster.
 */
final class Replacement {
  /** About as many bytes as a server takes in the time of a request without any. */
  private static final long MOST_SENT_TWICE = 1 << 20;

  private final FileStore store;
  private final KeptVersions versions;
  private final RecentWrites recent;
  private final VersioningConditions conditions;
  private final UnguardedChanges unguarded;

  /** What is written, as often as it takes. */
  interface Draft {
    /**
     * Writes a file.
     *
     * @param condition adds the condition to the options
     */
    FileInfo write(FilePath path, UnaryOperator<WriteOptions> condition);
  }

  Replacement(
      FileStore store,
      KeptVersions versions,
      RecentWrites recent,
      VersioningConditions conditions,
      UnguardedChanges unguarded) {
    this.store = store;
    this.versions = versions;
    this.recent = recent;
    this.conditions = conditions;
    this.unguarded = unguarded;
  }

  /**
   * Writes a file. A path that is not known to have one is taken to be free, unless so much would
   * be sent twice that a look costs less.
   *
   * @param size of what is written, if it is known
   */
  FileInfo write(String operation, FilePath path, OptionalLong size, Draft draft) {
    Losses losses = new Losses(new ErrorContext(operation, path.toString(), store.name()));
    Optional<FileInfo> present = expected(path, size);
    while (true) {
      try {
        FileInfo written = write(operation, path, draft, present);
        recent.add(written);
        return written;
      } catch (ConflictException e) {
        Losses.requireCondition(e);
        Optional<FileInfo> lost = present;
        present = store.stat(path);
        if (lost.isEmpty() && present.isEmpty()) {
          requireFree(path, e);
          losses.afterRefusal(e);
        } else if (lost.isPresent()
            && present.isPresent()
            && !losses.tryAfterLoss(lost.get(), present.get(), e)) {
          return writeBefore(path, draft, lost.get(), present.get());
        }
      }
    }
  }

  private Optional<FileInfo> expected(FilePath path, OptionalLong size) {
    Optional<FileInfo> written = recent.find(path);
    if (written.isPresent() && versions.areInFileSystem()) {
      return written; // a service tells the time of a file only when it is asked
    }
    boolean looks = written.isPresent() || size.orElse(Long.MAX_VALUE) > MOST_SENT_TWICE;
    return looks ? store.stat(path) : Optional.empty();
  }

  /** Throws the refusal if there is a directory of that name, or a file in place of one above. */
  private void requireFree(FilePath path, ConflictException refusal) {
    if (!store.capabilities().has(Capability.EXCLUSIVE_NAMES)) {
      return;
    }
    Optional<FilePath> above = path.parent();
    while (above.isPresent() && !above.get().isRoot()) {
      if (store.stat(above.get()).isPresent()) {
        throw refusal;
      }
      above = above.get().parent();
    }
    try (Stream<Entry> below = store.list(path, ListOptions.DEFAULTS.withoutSizes())) {
      if (below.findFirst().isPresent()) {
        throw refusal;
      }
    }
  }

  private FileInfo write(String operation, FilePath path, Draft draft, Optional<FileInfo> present) {
    try {
      if (present.isEmpty()) {
        return draft.write(path, WriteOptions::ifAbsent);
      }
      versions.keep(operation, present.get());
      String etag = present.get().etag();
      return draft.write(path, options -> options.ifMatch(etag));
    } catch (UnsupportedFeatureException e) {
      if (!store.capabilities().has(Capability.CONDITIONAL_WRITES)) {
        return writeUnguarded(operation, path, draft);
      }
      if (versions.areInFileSystem()) {
        throw e; // of the name or the metadata: it honours each condition
      }
      if (conditions == VersioningConditions.BEST_EFFORT) {
        return writeUnguarded(operation, path, draft);
      }
      // Where other writes are conditional, one without must not replace what they wrote.
      throw refused(new ErrorContext(operation, path.toString(), store.name()), e);
    }
  }

  private static UnsupportedFeatureException refused(
      ErrorContext context, UnsupportedFeatureException refusal) {
    return new UnsupportedFeatureException(
        context,
        "the server ignores the condition without which a change of another may be lost;"
            + " versioning.conditions=best-effort writes nevertheless",
        refusal);
  }

  /** On a store that knows no conditions, what another writes at this moment is not kept. */
  private FileInfo writeUnguarded(String operation, FilePath path, Draft draft) {
    unguarded.say(operation);
    store.stat(path).ifPresent(file -> versions.keep(operation, file));
    return draft.write(path, options -> options);
  }

  private FileInfo writeBefore(FilePath path, Draft draft, FileInfo lost, FileInfo winner) {
    Instant time = winner.lastModified().minusNanos(1);
    Instant later = time.isBefore(lost.lastModified()) ? lost.lastModified() : time;
    FilePath version = KeptVersions.file(path, VersionId.unique(later));
    return draft.write(version, options -> options).at(path);
  }
}
