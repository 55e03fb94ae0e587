package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.FilePath;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.Lifetime;
import dev.coffer.remote.Part;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is sent part by part. After a lost connection the state of the upload is requested,
 * and the rest is sent.
 */
final class ResumableUpload {
  private static final Logger LOG = LoggerFactory.getLogger(ResumableUpload.class);

  private final GcsBucket bucket;
  private final FilePath path;
  private final StorageObject draft;
  private final long replaced;
  private final UploadSession session;
  private final Crc32c sum = new Crc32c();
  private long sent;
  private long kept;
  private boolean last;
  private boolean mayBeMade;
  private @Nullable StorageObject object;

  private ResumableUpload(
      GcsBucket bucket, FilePath path, StorageObject draft, long replaced, UploadSession session) {
    this.bucket = bucket;
    this.path = path;
    this.draft = draft;
    this.replaced = replaced;
    this.session = session;
  }

  /**
   * Thrown if the upload has ended without creating a file: the content would have to be sent
   * again.
   */
  static final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IOException refusal;
    private final boolean mayBeMade;

    EndedException(IOException refusal, boolean mayBeMade) {
      super("the upload has ended", refusal);
      this.refusal = refusal;
      this.mayBeMade = mayBeMade;
    }

    /** Returns whether the file may have been created by a request without a response. */
    boolean mayBeMade() {
      return mayBeMade;
    }

    IOException refusal() {
      return refusal;
    }
  }

  /**
   * Begins an upload.
   *
   * @param generation the generation to replace; null for any
   * @throws EndedException if the server refuses it
   */
  static ResumableUpload begin(
      GcsBucket bucket, FilePath path, StorageObject draft, @Nullable Long generation) {
    try {
      UploadSession session =
          bucket.send(
              bucket.attempts("write", path), () -> UploadSession.begin(bucket, draft, generation));
      long replaced = generation == null ? Generations.ABSENT : generation;
      return new ResumableUpload(bucket, path, draft, replaced, session);
    } catch (IOException e) {
      if (GcsErrors.status(e) == 404) {
        throw bucket.errors.missingBucket("write", path.toString(), e);
      }
      throw ended(bucket, path, e, false);
    }
  }

  private static RuntimeException ended(
      GcsBucket bucket, FilePath path, IOException e, boolean mayBeMade) {
    return switch (GcsErrors.status(e)) {
      case 404, 410, 412 -> new EndedException(e, mayBeMade);
      default -> bucket.translate("write", path.toString(), e);
    };
  }

  /**
   * Sends the next part.
   *
   * @throws EndedException if another write has ended the upload, or it was lost
   */
  void send(Part part) {
    sum.add(part);
    long start = sent;
    sent += part.length();
    last = part.isLast();
    Attempts attempts = bucket.attempts("write", path);
    while (object == null && (kept < sent || part.isLast())) {
      long before = kept;
      take(attempts, part, start);
      if (kept > before) {
        attempts = bucket.attempts("write", path);
      }
    }
  }

  private void take(Attempts attempts, Part part, long start) {
    bucket.check("write", path.toString());
    try {
      long before = kept;
      take(bucket.once(() -> session.send(part, start, kept, sum)), start);
      if (object == null && kept == before) {
        throw new IOException("the server has stored nothing of what was sent");
      }
    } catch (IOException e) {
      mayBeMade |= part.isLast() && GcsErrors.isTransient(e);
      if (!GcsErrors.isTransient(e) || !RetryPauses.after(e, attempts)) {
        throw ended(bucket, path, e, mayBeMade);
      }
      requestState(attempts, start);
    }
  }

  private void requestState(Attempts attempts, long start) {
    try {
      take(bucket.send(attempts, session::requestState), start);
    } catch (IOException e) {
      throw ended(bucket, path, e, mayBeMade);
    }
  }

  private void take(UploadSession.State state, long start) throws IOException {
    if (state.object() != null) {
      object = made(state.object());
      return;
    }
    kept = state.kept();
    if (kept < start || kept > sent) {
      throw new EndedException(
          new IOException("the server has " + kept + " bytes of " + start + " to " + sent),
          mayBeMade);
    }
  }

  /** Returns the created object, which must be the one whose bytes were sent. */
  private StorageObject made(StorageObject reported) throws ResponseReader.UnusableException {
    if (!last) {
      throw new ResponseReader.UnusableException(
          "it ends the upload before all bytes were sent", null);
    }
    return new ExpectedObject(draft.getName(), draft.getMetadata(), sent, sum.text(), replaced)
        .of(reported);
  }

  /** Returns the object, after the last part was sent. */
  StorageObject made() {
    if (object == null) {
      throw new IllegalStateException("the upload has not ended");
    }
    return object;
  }

  /** Cancels the upload, even if the thread is interrupted. Never throws. */
  void cancel() {
    if (object == null) {
      Lifetime.afterInterrupt(this::tryToCancel);
    }
  }

  private void tryToCancel() {
    try {
      session.cancel();
    } catch (IOException | RuntimeException e) {
      LOG.debug("the unfinished upload of {} on {} expires in a week", path, bucket, e);
    }
  }
}
