package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.Part;
import dev.coffer.remote.PartSink;
import dev.coffer.remote.WriteId;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a file: with one request when it fits in a part, otherwise as a resumable upload. */
final class GcsWriter {
  private final GcsBucket bucket;
  private final SimpleUpload simple;

  GcsWriter(GcsBucket bucket) {
    this.bucket = bucket;
    this.simple = new SimpleUpload(bucket);
  }

  FileInfo write(FilePath path, Content content, WriteOptions options) {
    String key = bucket.keys.key("write", path);
    bucket.check("write", path.toString());
    if (content.size().orElse(0) > GcsLimits.LARGEST_FILE) {
      throw new UnsupportedFeatureException(
          new ErrorContext("write", path.toString(), bucket.store()),
          "it is larger than 5 TiB",
          null);
    }
    WriteId id = WriteId.next();
    GenerationPrecondition precondition = GenerationPrecondition.of(bucket, path, key, options, id);
    StorageObject draft = StorageObjects.of(key, options, id, bucket.objectSettings);
    StorageObject object = put(path, content, draft, precondition, bucket.attempts("write", path));
    bucket.saw(key, object.getGeneration());
    return GcsFileInfos.of(path, object);
  }

  /** Makes the object of a draft. */
  StorageObject put(
      FilePath path,
      Content content,
      StorageObject draft,
      GenerationPrecondition precondition,
      Attempts attempts) {
    while (true) {
      Parts parts = new Parts(path, draft, generation(content, precondition));
      try {
        Part whole = parts.pull(content);
        return whole == null ? parts.made() : simple.put(path, whole, draft, precondition);
      } catch (ResumableUpload.EndedException e) {
        parts.cancel(); // of some ends the server may not know yet
        Optional<StorageObject> own = settle(path, content, precondition, attempts, e);
        if (own.isPresent()) {
          return own.get();
        }
      } catch (RuntimeException | Error e) {
        parts.cancel();
        throw e;
      }
    }
  }

  /**
   * The generation that an upload replaces. A content that cannot be sent twice must not be refused
   * for a guess, nor one of which no guess is right: it is guarded by its session alone, which
   * nothing that is late can continue.
   */
  private static @Nullable Long generation(Content content, GenerationPrecondition precondition) {
    boolean guess = content.isRepeatable() && !precondition.isHopeless();
    return precondition.isConditional() || guess ? precondition.generation() : null;
  }

  /** The object when it was made after all; nothing when the content shall be sent again. */
  private Optional<StorageObject> settle(
      FilePath path,
      Content content,
      GenerationPrecondition precondition,
      Attempts attempts,
      ResumableUpload.EndedException ended) {
    IOException refusal = ended.refusal();
    boolean guarded = generation(content, precondition) != null;
    boolean refused = guarded && GcsErrors.status(refusal) == 412;
    Optional<StorageObject> own =
        refused
            ? precondition.refused(attempts, refusal, ended.mayBeMade())
            : precondition.own(attempts, ended.mayBeMade());
    // What names no generation and may have been made, and replaced since, must not come twice.
    boolean harmless = content.isRepeatable() && (guarded || !ended.mayBeMade());
    if (own.isPresent() || (harmless && (refused || attempts.again()))) {
      return own;
    }
    throw new ConnectionException(
        new ErrorContext("write", path.toString(), bucket.store()),
        "the upload was ended: write it again",
        refusal);
  }

  /** The parts of one file, and the upload that they belong to once there are two. */
  private final class Parts extends PartSink {
    private final FilePath path;
    private final StorageObject draft;
    private final @Nullable Long generation;
    private @Nullable ResumableUpload upload;

    Parts(FilePath path, StorageObject draft, @Nullable Long generation) {
      super(path, bucket.store(), bucket.limits.partSizes(), 1);
      this.path = path;
      this.draft = draft;
      this.generation = generation;
    }

    @Override
    protected void begin() {
      upload = ResumableUpload.begin(bucket, path, draft, generation);
    }

    @Override
    protected void send(Part part) {
      begun().send(part);
    }

    private ResumableUpload begun() {
      if (upload == null) {
        throw new IllegalStateException("no upload has begun");
      }
      return upload;
    }

    StorageObject made() {
      return begun().made();
    }

    void cancel() {
      if (upload != null) {
        upload.cancel();
      }
    }
  }
}
