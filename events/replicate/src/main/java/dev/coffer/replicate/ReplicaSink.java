package dev.coffer.replicate;

import dev.coffer.ConflictException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.InvalidFilePathException;
import dev.coffer.InvalidMetadataException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the present state of each changed path to a replica. A delivery that is made twice finds
 * the replica as it left it.
 */
final class ReplicaSink implements EventSink {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaSink.class);
  private static final String FOREIGN =
      "the replica has another file at this path, which Coffer did not put there";

  private final FileStore replica;
  private final Mirror mirror;
  private final PeriodicClaim claim;

  ReplicaSink(FileStore primary, FileStore replica, PeriodicClaim claim) {
    this.replica = replica;
    this.mirror = new Mirror(primary, replica, false);
    this.claim = claim;
  }

  @Override
  public Result deliver(List<FileEvent> events) throws InterruptedException {
    FileEvent event = events.get(0);
    try {
      claim.check();
      return deliver(event);
    } catch (UnreadableSource e) {
      endIfInterrupted();
      return new Unreadable(List.of(event), e.reason());
    } catch (FileStoreException e) {
      endIfInterrupted();
      return failed(e);
    }
  }

  /** The target of a move comes first: until then, the replica has the file at its source. */
  private Result deliver(FileEvent event) {
    for (FilePath path : event.changedPaths()) {
      Mirror.Outcome outcome = mirror.bring(path, event.order(), false);
      LOG.debug("{} of event {}: {}", path, event.order(), outcome);
      if (outcome == Mirror.Outcome.OCCUPIED) {
        return new Refused(FOREIGN);
      }
    }
    return new Delivered();
  }

  private static void endIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("a delivery was interrupted");
    }
  }

  /** An error that stays the same however often the replica is asked is about the event. */
  private static Result failed(FileStoreException e) throws InterruptedException {
    if (e instanceof InterruptedOperationException) {
      throw new InterruptedException("a delivery was interrupted");
    }
    String reason = e.getClass().getSimpleName() + ": " + e.hint();
    if (e instanceof InvalidMetadataException
        || e instanceof InvalidFilePathException
        || e instanceof UnsupportedFeatureException) {
      return new Refused(reason);
    }
    return e instanceof ConflictException
        ? new Declined(reason, Optional.empty())
        : new TryAgain(reason, Optional.empty());
  }

  @Override
  public void close() {
    replica.close();
  }
}
