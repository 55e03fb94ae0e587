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

/** Writes a file: with one request if it fits in a part, otherwise as a resumable upload. */
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
    bucket.remember(key, object.getGeneration());
    return GcsFileInfos.of(path, object);
  }

  /** Creates the object of a draft. */
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
        parts.cancel(); // the server may not know that the upload has ended
        Optional<StorageObject> own = resolveFailure(path, content, precondition, attempts, e);
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
   * Returns the generation that an upload replaces. A content that can be sent only once must not
   * be refused because of a wrong guess, nor a content for which every guess is wrong. It is
   * protected by its session alone, which no delayed request can continue.
   */
  private static @Nullable Long generation(Content content, GenerationPrecondition precondition) {
    boolean guess = content.isRepeatable() && !precondition.isHopeless();
    return precondition.isConditional() || guess ? precondition.generation() : null;
  }

  /** Returns the object if it was created after all; empty if the content must be sent again. */
  private Optional<StorageObject> resolveFailure(
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
    // A write without a generation that may have been made, and replaced since, must not be
    // repeated.
    boolean harmless = content.isRepeatable() && (guarded || !ended.mayBeMade());
    if (own.isPresent() || (harmless && (refused || attempts.again()))) {
      return own;
    }
    throw new ConnectionException(
        new ErrorContext("write", path.toString(), bucket.store()),
        "the upload was aborted: write the file again",
        refusal);
  }

  /** The parts of one file, and their upload, which begins with the second part. */
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
