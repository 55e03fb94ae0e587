package dev.coffer.replicate;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.NotModifiedException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import java.util.Optional;

/**
 * Brings the present state of a path from the primary to a replica.
 *
 * <p>The replica is looked at before the primary is read, and is changed only if it still is as it
 * was then. So whoever is late, because it was stopped or its request took long, replaces nothing
 * that was brought meanwhile. A file that was created is compared with the primary once more, since
 * its absence may have been the result of a later deletion.
 */
final class Mirror {
  /** What was done at a path. */
  enum Outcome {
    /** The replica has the present file of the primary, and did not have it before. */
    COPIED,
    /** The same bytes were there without a mark, and carry one now. */
    ADOPTED,
    /** The primary has no such file, and the replica has none any more. */
    DELETED,
    /** The replica was as it should be. */
    SAME,
    /** The primary has no such file; the replica has one that Coffer did not put there. */
    FOREIGN,
    /** The replica has another file than the primary, which Coffer did not put there. */
    OCCUPIED
  }

  private static final int MOST_ATTEMPTS = 5;

  private final PrimaryFiles source;
  private final FileStore replica;
  private final boolean dry;
  private final boolean etagPerWrite;

  /** What the replica is known to do without conditions; some services show it when asked. */
  private volatile boolean plainWrites;

  private volatile boolean plainDeletions;

  /**
   * Begins.
   *
   * @param dry whether the replica stays as it is, and the outcomes are what they would be
   */
  Mirror(FileStore primary, FileStore replica, boolean dry) {
    this.dry = dry;
    this.source = new PrimaryFiles(primary);
    this.replica = replica;
    this.etagPerWrite = primary.capabilities().has(Capability.ETAG_PER_WRITE);
    this.plainWrites = !replica.capabilities().has(Capability.CONDITIONAL_WRITES);
    this.plainDeletions = !replica.capabilities().has(Capability.CONDITIONAL_DELETES);
  }

  /**
   * Brings the state of one path.
   *
   * @param order the number of the event that is delivered, or 0
   * @param adopts whether another file without a mark is replaced
   * @throws UnreadableSource if the primary cannot be read
   * @throws FileStoreException if the replica fails, or others change it all the time
   */
  Outcome bring(FilePath path, long order, boolean adopts) {
    for (int attempt = 1; true; attempt++) {
      try {
        Optional<FileInfo> there = replica.stat(path);
        Outcome outcome = bring(path, order, adopts, there);
        if (there.isPresent()
            || outcome != Outcome.COPIED
            || dry
            || attempt >= MOST_ATTEMPTS
            || isPresent(path)) {
          return outcome;
        }
      } catch (ConflictException e) {
        if (attempt >= MOST_ATTEMPTS) {
          throw e;
        }
      } catch (UnsupportedFeatureException e) {
        if (plainWrites) {
          throw e;
        }
        plainWrites = true;
      }
    }
  }

  /** Returns whether the primary still has the file that the replica has. */
  private boolean isPresent(FilePath path) {
    return replica.stat(path).flatMap(Mark::of).filter(m -> source.has(path, m.etag())).isPresent();
  }

  private Outcome bring(FilePath path, long order, boolean adopts, Optional<FileInfo> there) {
    Optional<Mark> mark = there.flatMap(Mark::of);
    try (OpenedFile file = source.open(path, known(mark, order))) {
      if (there.isEmpty() || mark.isPresent() || adopts) {
        return copied(file, order, there, Outcome.COPIED);
      }
      return adopted(file, order, there.get());
    } catch (NotModifiedException e) {
      return Outcome.SAME;
    } catch (NotFoundException e) {
      return there.isPresent() ? deleted(there.get(), mark.isPresent()) : Outcome.SAME;
    }
  }

  /**
   * A file that the replica has need not be read again. If the same bytes have the same etag, the
   * rest of the file may differ, unless this very event was delivered before.
   */
  private ReadOptions known(Optional<Mark> mark, long order) {
    return mark.filter(known -> etagPerWrite || order <= known.order())
        .map(known -> ReadOptions.DEFAULTS.ifNoneMatch(known.etag()))
        .orElse(ReadOptions.DEFAULTS);
  }

  private Outcome adopted(OpenedFile file, long order, FileInfo there) {
    if (!SameContents.of(file, replica, there)) {
      return Outcome.OCCUPIED;
    }
    try (OpenedFile again =
        source.open(file.info().path(), ReadOptions.DEFAULTS.ifMatch(file.info().etag()))) {
      return copied(again, order, Optional.of(there), Outcome.ADOPTED);
    }
  }

  private Outcome copied(OpenedFile file, long order, Optional<FileInfo> there, Outcome outcome) {
    if (dry) {
      return outcome;
    }
    SourceContent content = new SourceContent(file);
    WriteOptions options = new Mark(file.info().etag(), order).options(file.info());
    try {
      FileInfo unused =
          replica.write(file.info().path(), content, onlyOver(there, options).ungrouped());
    } catch (RuntimeException e) {
      content.rethrowFailure();
      throw e;
    }
    return outcome;
  }

  private WriteOptions onlyOver(Optional<FileInfo> there, WriteOptions options) {
    if (plainWrites) {
      return options;
    }
    return there.map(file -> options.ifMatch(file.etag())).orElseGet(options::ifAbsent);
  }

  private Outcome deleted(FileInfo there, boolean ours) {
    if (!ours) {
      return Outcome.FOREIGN;
    }
    if (dry) {
      return Outcome.DELETED;
    }
    delete(there);
    return Outcome.DELETED;
  }

  private void delete(FileInfo there) {
    if (!plainDeletions) {
      try {
        replica.deleteFile(there.path(), DeleteOptions.DEFAULTS.ifMatch(there.etag()));
        return;
      } catch (UnsupportedFeatureException e) {
        plainDeletions = true;
      }
    }
    replica.deleteFile(there.path(), DeleteOptions.DEFAULTS);
  }
}
