package dev.coffer.spi;

import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.concurrent.DaemonThreads;
import dev.coffer.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one process at a time does with a store, such as a prune: a file in Coffer's own area of the
 * store that names the holder, an epoch that grows with each change of hands, and the end of the
 * lease. It is written on conditions alone, so that of any number of processes one gets it.
 *
 * <p>A thread renews the lease three times in a term. A holder that was stopped, or could not reach
 * the store, for longer than the term may have lost it to another. It learns that from {@link
 * #require}, which it calls before each change that cannot be undone, or by changing files through
 * {@link #guard}. If nobody else has taken the lease meanwhile, it goes on.
 *
 * <pre>{@code
 * try (StoreLease lease = StoreLease.take(store, "prune", StoreLease.TERM)) {
 *   lease.guard(store).deleteFiles(obsolete);
 * }
 * }</pre>
 *
 * <p>No lease can take back a request that is on its way: a holder that is stopped between the
 * check and the change makes the change when it wakes. So it is for work that may be done twice.
 * The clocks of the machines should differ by less than a third of the term: an early taker
 * interrupts the holder, which notices when it next renews the lease.
 */
public final class StoreLease implements AutoCloseable {
  /** How long a lease lasts that nobody renews: 30 seconds. */
  public static final Duration TERM = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(StoreLease.class);
  private static final int RENEWALS_IN_A_TERM = 3;
  private static final int MOST_ATTEMPTS = 10;
  private static final int LONGEST_HOLDER = 200;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final LeaseFile file;
  private final Duration term;
  private final ReentrantLock turn = new ReentrantLock();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Held held;
  private volatile boolean lost;

  /** A lease and the moment before it was asked for, by the clock that nobody sets. */
  private record Held(LeaseFile.Found found, long since) {}

  private StoreLease(LeaseFile file, Duration term, Held held) {
    this.file = file;
    this.term = term;
    this.held = held;
    DaemonThreads.unstarted("coffer-lease", this::renewAgainAndAgain).start();
  }

  /**
   * Takes a lease that nobody has, or whose end has passed.
   *
   * @param store where it is kept
   * @param name what is done under it, such as {@code prune}; one segment of a path
   * @param term how long it lasts if it is not renewed, at most a day
   * @return the lease, renewed until it is closed
   * @throws ConflictException if another process has it; the message says which, and until when. Or
   *     if there can be no such file in the store; the message says what is in the way
   * @throws ConfigurationException if the store does not honour conditions of writes
   */
  public static StoreLease take(FileStore store, String name, Duration term) {
    if (term.isNegative() || term.isZero() || term.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("the term of a lease is at most a day: " + term);
    }
    LeaseFile file = new LeaseFile(store, name);
    String holder = LeaseTerms.newHolder();
    for (int attempt = 1; true; attempt++) {
      Optional<LeaseFile.Found> found = file.read();
      if (found.isPresent() && (isRunning(found.get()) || attempt > MOST_ATTEMPTS)) {
        throw taken(file, found.get().terms());
      }
      long since = System.nanoTime();
      Optional<LeaseFile.Found> taken =
          take(file, found, holder, end(term), attempt > MOST_ATTEMPTS);
      if (taken.isPresent()) {
        return new StoreLease(file, term, new Held(taken.get(), since));
      }
    }
  }

  /** An end that is further away than any term is of a clock that was wrong. */
  private static boolean isRunning(LeaseFile.Found other) {
    Instant now = Instant.now();
    Instant until = other.terms().until();
    return until.isAfter(now) && until.isBefore(now.plus(LONGEST).plus(LONGEST));
  }

  private static Optional<LeaseFile.Found> take(
      LeaseFile file,
      Optional<LeaseFile.Found> found,
      String holder,
      Instant until,
      boolean isLastAttempt) {
    if (found.isPresent()) {
      return file.replace(found.get(), found.get().terms().next(holder, until));
    }
    LeaseTerms first = new LeaseTerms(holder, 1, until);
    return isLastAttempt ? Optional.of(file.createOrExplain(first)) : file.create(first);
  }

  private static ConflictException taken(LeaseFile file, LeaseTerms other) {
    return new ConflictException(
        file.context(),
        "the process "
            + Printable.of(other.holder(), LONGEST_HOLDER)
            + " is doing this; wait for it. If it no longer lives, its lease ends by itself at "
            + other.until(),
        null);
  }

  private void renewAgainAndAgain() {
    long pause = term.toNanos() / RENEWALS_IN_A_TERM;
    try {
      while (!lost && !end.await(pause, TimeUnit.NANOSECONDS)) {
        renewSafely();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renewSafely() {
    turn.lock();
    try {
      if (!lost && end.getCount() > 0) {
        renew();
      }
    } catch (RuntimeException e) {
      LOG.debug("a lease was not renewed; whoever needs it tries again", e);
    } finally {
      turn.unlock();
    }
  }

  /**
   * Returns if this process has the lease, and renews it before if its end has passed.
   *
   * @throws ConflictException if another process has taken it
   * @throws IllegalStateException if it was closed
   * @throws FileStoreException if the end has passed and the store cannot be asked
   */
  public void require() {
    if (end.getCount() == 0) {
      throw new IllegalStateException("the lease is closed");
    }
    if (!lost && isFresh(held)) {
      return;
    }
    turn.lock();
    try {
      if (lost || !isFresh(held)) {
        renew();
      }
    } finally {
      turn.unlock();
    }
  }

  /** By both clocks: one stands still while a virtual machine does, the other can be set. */
  private boolean isFresh(Held known) {
    return System.nanoTime() - known.since() < term.toNanos()
        && Instant.now().isBefore(known.found().terms().until());
  }

  private void renew() {
    long since = System.nanoTime();
    Optional<LeaseFile.Found> renewed = lost ? Optional.empty() : write(end(term));
    lost = renewed.isEmpty();
    held = new Held(renewed.orElseThrow(this::takenOver), since);
  }

  /** Twice if a renewal that failed has been made all the same. */
  private Optional<LeaseFile.Found> write(Instant until) {
    LeaseFile.Found known = held.found();
    LeaseTerms terms = known.terms().until(until);
    return file.replace(known, terms)
        .flatMap(
            found -> found.terms().equals(terms) ? Optional.of(found) : file.replace(found, terms));
  }

  private static Instant end(Duration term) {
    return Instant.now().plus(term).truncatedTo(ChronoUnit.MILLIS);
  }

  private ConflictException takenOver() {
    String reason =
        file.read().isPresent()
            ? "this process gave no sign of life for longer than its lease of "
                + term.toSeconds()
                + " s, and another has taken over"
            : "the file that says that this process does this was deleted";
    return new ConflictException(file.context(), reason + ": nothing more is changed", null);
  }

  /**
   * Returns whether another process has taken the lease, as far as this one knows.
   *
   * @return true if nothing may be changed any more, also after the close
   */
  public boolean isLost() {
    return lost;
  }

  /**
   * Returns a view of a store whose changes are made under this lease: each one calls {@link
   * #require} before.
   *
   * @param store the store in which the lease is kept, or any other
   * @return a view, which passes no feature on and whose close closes the store
   */
  public FileStore guard(FileStore store) {
    return new LeasedFileStore(store, this);
  }

  /** Ends the lease, so that the next process need not wait for its end. */
  @Override
  public void close() {
    end.countDown();
    turn.lock();
    try {
      if (!lost) {
        Optional<LeaseFile.Found> unused = write(end(Duration.ZERO));
        lost = true;
      }
    } catch (FileStoreException e) {
      LOG.debug("a lease was not given back; it ends by itself", e);
    } finally {
      turn.unlock();
    }
  }
}
