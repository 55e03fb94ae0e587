package dev.coffer.audit;

import dev.coffer.Actor;
import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;
import dev.coffer.observe.CallListener;
import dev.coffer.observe.OperationListener;
import dev.coffer.observe.Outcome;
import dev.coffer.observe.StoreCall;
import dev.coffer.spi.StoreName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener that keeps a trail of all operations, including reads and failures: one line each, on
 * disk before the operation returns its result. Each line contains the SHA-256 of the line before
 * it, so that {@link AuditCheck} finds a line that was changed, removed or moved.
 *
 * <p>A deletion of several files is one line for each file. A read is recorded before its bytes are
 * returned.
 */
public final class AuditTrail implements OperationListener {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

  /** Null once the store was checked. */
  private final @Nullable String place;

  private final AuditWriter writer;
  private final OnFailure onFailure;
  private final Clock clock;

  /** What happens to an operation that cannot be recorded. */
  public enum OnFailure {
    /** It fails, although it was done. */
    FAIL,
    /** It succeeds, and a warning is logged. */
    ALLOW
  }

  /**
   * Opens a trail.
   *
   * @param directory holds the files of the trail and nothing else; created if it does not exist.
   *     Several processes may share it
   * @param maxSize the size in bytes from which a file is sealed and a new one started; a new file
   *     is also started each day
   * @param onFailure what happens to an operation that cannot be recorded
   * @param clock provides the times of the lines
   * @throws IOException if the directory cannot be used
   */
  public AuditTrail(Path directory, long maxSize, OnFailure onFailure, Clock clock)
      throws IOException {
    this(directory, maxSize, onFailure, clock, AuditWitness.NONE);
  }

  /**
   * Opens a trail whose end is also remembered elsewhere.
   *
   * @param directory holds the files of the trail and nothing else; created if it does not exist.
   *     Several processes may share it
   * @param maxSize the size in bytes from which a file is sealed and a new one started; a new file
   *     is also started each day
   * @param onFailure what happens to an operation that cannot be recorded
   * @param clock provides the times of the lines
   * @param witness remembers the end of the trail
   * @throws IOException if the directory cannot be used
   */
  public AuditTrail(
      Path directory, long maxSize, OnFailure onFailure, Clock clock, AuditWitness witness)
      throws IOException {
    this(AuditFiles.open(directory, maxSize, clock, witness), onFailure, clock);
  }

  /**
   * Opens a trail in a store. Lines that wait at the same time become one new file, so an operation
   * waits for a request of that store.
   *
   * @param store holds the files of the trail and nothing else; must support writes that fail if
   *     the file exists; closed with the trail. Several processes may share it
   * @param onFailure what happens to an operation that cannot be recorded
   * @param clock provides the times of the lines
   * @throws IOException if the store is not suitable for a trail, or the trail in it is damaged
   * @throws FileStoreException if the store cannot be reached
   */
  public AuditTrail(FileStore store, OnFailure onFailure, Clock clock) throws IOException {
    this(store, onFailure, clock, AuditWitness.NONE);
  }

  /**
   * Opens a trail in a store and remembers its end elsewhere too.
   *
   * @param store holds the files of the trail and nothing else; must support writes that fail if
   *     the file exists; closed with the trail. Several processes may share it
   * @param onFailure what happens to an operation that cannot be recorded
   * @param clock provides the times of the lines
   * @param witness remembers the end of the trail
   * @throws IOException if the store is not suitable for a trail, or the trail in it is damaged
   * @throws FileStoreException if the store cannot be reached
   */
  public AuditTrail(FileStore store, OnFailure onFailure, Clock clock, AuditWitness witness)
      throws IOException {
    this(AuditObjects.open(store, clock, witness), onFailure, clock);
  }

  AuditTrail(AuditLog log, OnFailure onFailure, Clock clock) {
    this(new AuditWriter(log), log.place(), onFailure, clock);
  }

  private AuditTrail(AuditWriter writer, @Nullable String place, OnFailure onFailure, Clock clock) {
    this.writer = writer;
    this.place = place;
    this.onFailure = onFailure;
    this.clock = clock;
  }

  /** Returns this trail for a store that was checked before the trail was opened. */
  AuditTrail withCheckedStore() {
    return new AuditTrail(writer, null, onFailure, clock);
  }

  /**
   * Refuses a store that contains the trail, or that is inside it: users of the store could delete
   * the trail through it.
   *
   * @throws ConfigurationException if the store must not be used with this trail
   */
  @Override
  public OperationListener of(FileStore store) {
    String name = store.name();
    if (place != null && StoreName.overlap(name, place)) {
      throw new ConfigurationException(
          new ErrorContext("open", "", name), overlapHint(place), null);
    }
    return this;
  }

  /** Returns the hint of the error for a store that contains a trail, or is inside it. */
  static String overlapHint(String place) {
    return "the audit trail "
        + place
        + " is inside the store, or the store is inside the trail: use a place where the store's"
        + " users cannot write";
  }

  @Override
  public boolean needsAll() {
    return true;
  }

  @Override
  public CallListener begin(StoreCall call) {
    Optional<String> actor = Actor.current();
    return new CallListener() {
      @Override
      public void answered(Outcome outcome) {
        write(call, records(call, actor, outcome, clock.instant()));
      }
    };
  }

  private void write(StoreCall call, List<AuditRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    try {
      writer.write(records);
    } catch (IOException e) {
      if (onFailure == OnFailure.FAIL) {
        throw failure(call, e);
      }
      LOG.warn("the audit trail {} has no line for {}: {}", writer, call.operation(), e.toString());
    }
  }

  private FileStoreException failure(StoreCall call, IOException e) {
    String path = call.paths().isEmpty() ? "" : call.paths().get(0).toString();
    String hint = "the audit trail cannot be written";
    if (e instanceof InterruptedIOException) {
      hint += " now, and the line may be written later: " + e.getMessage();
      return new InterruptedOperationException(
          new ErrorContext(call.operation().toString(), path, call.store()), hint, e);
    }
    Throwable cause = e.getCause();
    if (cause != null && isShown(cause)) {
      hint += ": " + cause.getMessage();
    }
    return new StorageFailureException(
        new ErrorContext(call.operation().toString(), path, call.store()), hint, e);
  }

  private static boolean isShown(Throwable cause) {
    return cause instanceof DamagedTrailException
        || cause instanceof LockedTrailException
        || cause instanceof DoubtfulTrailException;
  }

  private static List<AuditRecord> records(
      StoreCall call, Optional<String> actor, Outcome outcome, Instant time) {
    return switch (call.operation()) {
      case DELETE -> ofFiles(call, actor, outcome, time);
      case COPY, MOVE -> {
        Optional<String> target = Optional.of(call.paths().get(1).toString());
        yield List.of(of(call, call.paths().get(0), target, actor, outcome.word(), outcome, time));
      }
      default -> {
        FilePath path = call.paths().get(0);
        yield List.of(of(call, path, Optional.empty(), actor, outcome.word(), outcome, time));
      }
    };
  }

  /** Returns the records of a deletion; if it failed in part, each file has its own outcome. */
  private static List<AuditRecord> ofFiles(
      StoreCall call, Optional<String> actor, Outcome outcome, Instant time) {
    DeletedFiles files = new DeletedFiles(call.paths(), outcome);
    return call.paths().stream()
        .map(path -> of(call, path, Optional.empty(), actor, files.word(path), outcome, time))
        .toList();
  }

  private static AuditRecord of(
      StoreCall call,
      FilePath path,
      Optional<String> target,
      Optional<String> actor,
      String word,
      Outcome outcome,
      Instant time) {
    return new AuditRecord(
        time,
        actor,
        call.operation().toString(),
        path.toString(),
        target,
        outcome.bytes(),
        word,
        outcome.file().map(FileInfo::etag));
  }

  /** Writes the waiting lines and ends the thread of the trail. */
  @Override
  public void close() {
    writer.close();
  }
}
