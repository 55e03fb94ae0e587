package dev.coffer.replicate;

import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.ListOptions;
import dev.coffer.concurrent.BoundedExecutor;
import dev.coffer.spi.ListedPairs;
import dev.coffer.spi.StoreCache;
import dev.coffer.spi.StoreLease;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Makes a replica as its primary is, by two sorted listings side by side.
 *
 * <p>Nothing is deleted before both listings are complete, so that one that failed never looks like
 * an empty store. Only what carries a mark is deleted or replaced, and each file only as long as
 * both stores still are as they were found: a repair may run while the primary is written and
 * deliveries are made. A cache in front of the primary forgets each file before it is copied.
 */
public final class ReplicaRepair {
  private final FileStore primary;
  private final FileStore replica;
  private final RepairOptions options;
  private final RepairListener listener;
  private final Mirror mirror;
  private final Mirror assessment;
  private final Map<Mirror.Outcome, LongAdder> counts = new ConcurrentSkipListMap<>();
  private final LongAdder failed = new LongAdder();
  private final Queue<FilePath> surplus = new ConcurrentLinkedQueue<>();
  private final BooleanSupplier ended;

  /**
   * Prepares a repair.
   *
   * @param primary the store that decides; only read
   * @param replica one of its replicas
   * @param options how
   * @param listener is told of each file
   */
  public ReplicaRepair(
      FileStore primary, FileStore replica, RepairOptions options, RepairListener listener) {
    this(primary, replica, options, listener, () -> false);
  }

  /**
   * Prepares a repair that one process at a time does.
   *
   * @param primary the store that decides; only read
   * @param replica one of its replicas
   * @param options how
   * @param listener is told of each file
   * @param lease held until the repair has ended; if it is lost, the repair ends with a {@link
   *     ConflictException} and changes nothing more
   */
  public ReplicaRepair(
      FileStore primary,
      FileStore replica,
      RepairOptions options,
      RepairListener listener,
      StoreLease lease) {
    this(primary, lease.guard(replica), options, listener, lease::isLost);
  }

  private ReplicaRepair(
      FileStore primary,
      FileStore replica,
      RepairOptions options,
      RepairListener listener,
      BooleanSupplier ended) {
    this.ended = ended;
    this.primary = primary;
    this.replica = replica;
    this.options = options;
    this.listener = listener;
    this.assessment = new Mirror(primary, replica, true);
    this.mirror = options.dryRun() ? assessment : new Mirror(primary, replica, false);
  }

  /**
   * Runs the repair. A file that cannot be repaired is reported and holds up no other.
   *
   * @return what was found and done
   * @throws ConfigurationException if the replica is not one of this primary, or was promoted
   * @throws FileStoreException if a listing fails; nothing is deleted then
   */
  public RepairReport run() {
    Claim claim = new Claim(new EpochFile(primary), new EpochFile(replica));
    Optional<ConfigurationException> refusal = options.dryRun() ? claim.look() : claim.check();
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    try {
      long files = compare();
      boolean tooMany = surplus.size() > options.mostDeletions().applyAsLong(files);
      if (!tooMany) {
        deleteSurplus();
      }
      return report(tooMany ? surplus.size() : 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(
          new ErrorContext("repair", "", replica.name()), null, e);
    }
  }

  /**
   * Mends what is missing or differs, collects what is too much, and counts the replica's files.
   */
  private long compare() throws InterruptedException {
    long files = 0;
    try (Stream<Entry> sources = primary.list(FilePath.ROOT, every());
        Stream<Entry> copies = replica.list(FilePath.ROOT, every());
        BoundedExecutor crew = crew()) {
      ListedPairs pairs = new ListedPairs(files(sources), files(copies));
      while (pairs.hasNext()) {
        ListedPairs.Pair pair = pairs.next();
        files += pair.target() == null ? 0 : 1;
        crew.run(() -> safely(pair.path(), () -> compare(pair)));
      }
    }
    return files;
  }

  private BoundedExecutor crew() {
    return new BoundedExecutor(
        Math.max(
            1,
            Math.min(primary.capabilities().concurrency(), replica.capabilities().concurrency())));
  }

  private static ListOptions every() {
    return ListOptions.DEFAULTS.recursive();
  }

  private static Iterator<FileInfo> files(Stream<Entry> entries) {
    return entries.map(FileInfo.class::cast).iterator();
  }

  private void safely(FilePath path, Runnable task) {
    try {
      task.run();
    } catch (InterruptedOperationException e) {
      throw e;
    } catch (RuntimeException e) {
      if (ended.getAsBoolean()) {
        throw e;
      }
      failed.increment();
      listener.failed(path, e instanceof UnreadableSource source ? source.failure() : e);
    }
  }

  private void compare(ListedPairs.Pair pair) {
    FileInfo source = pair.origin();
    FileInfo copy = pair.target();
    if (source != null && copy != null && isMarked(copy, source)) {
      count(Mirror.Outcome.SAME);
    } else if (source == null && assess(pair.path()) == Mirror.Outcome.DELETED) {
      surplus.add(pair.path());
    } else if (source != null) {
      mend(pair.path());
    } else {
      count(Mirror.Outcome.FOREIGN);
    }
  }

  /** A listing that has the metadata saves a request a file. */
  private boolean isMarked(FileInfo copy, FileInfo source) {
    return source.size() == copy.size()
        && Mark.of(copy)
            .or(() -> replica.stat(copy.path()).flatMap(Mark::of))
            .filter(mark -> mark.etag().equals(source.etag()))
            .isPresent();
  }

  private Mirror.Outcome assess(FilePath path) {
    return bring(assessment, path);
  }

  private void mend(FilePath path) {
    Mirror.Outcome outcome = bring(mirror, path);
    count(outcome);
    switch (outcome) {
      case COPIED -> listener.done(RepairListener.Action.COPIED, path);
      case ADOPTED -> listener.done(RepairListener.Action.ADOPTED, path);
      case DELETED -> listener.done(RepairListener.Action.DELETED, path);
      case OCCUPIED -> listener.done(RepairListener.Action.LEFT, path);
      default -> {
        // Nothing was done.
      }
    }
  }

  /** What a cache of this process remembers may be older than what another process has written. */
  private Mirror.Outcome bring(Mirror to, FilePath path) {
    StoreCache.forget(primary, List.of(path));
    return to.bring(path, 0, options.adopts());
  }

  private void deleteSurplus() throws InterruptedException {
    try (BoundedExecutor crew = crew()) {
      for (FilePath path : surplus) {
        crew.run(() -> safely(path, () -> mend(path)));
      }
    }
  }

  private void count(Mirror.Outcome outcome) {
    counts.computeIfAbsent(outcome, same -> new LongAdder()).increment();
  }

  private long counted(Mirror.Outcome outcome) {
    LongAdder count = counts.get(outcome);
    return count == null ? 0 : count.sum();
  }

  private RepairReport report(long refused) {
    return new RepairReport(
        counted(Mirror.Outcome.SAME),
        counted(Mirror.Outcome.COPIED),
        counted(Mirror.Outcome.ADOPTED),
        counted(Mirror.Outcome.DELETED),
        counted(Mirror.Outcome.FOREIGN),
        counted(Mirror.Outcome.OCCUPIED),
        failed.sum(),
        refused);
  }
}
