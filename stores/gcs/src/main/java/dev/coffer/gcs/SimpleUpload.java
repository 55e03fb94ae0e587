package dev.coffer.gcs;

import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.StorageObject;
import dev.coffer.FilePath;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.Part;
import java.io.IOException;
import java.util.Optional;

/**
 * Writes a file that is in memory, with one request. If concurrent writers are always faster, it is
 * sent like a stream, in a session that protects it without a generation.
 */
final class SimpleUpload {
  private final GcsBucket bucket;

  SimpleUpload(GcsBucket bucket) {
    this.bucket = bucket;
  }

  StorageObject put(
      FilePath path, Part part, StorageObject draft, GenerationPrecondition precondition) {
    StorageObject summed = draft.clone().setCrc32c(Crc32c.of(part));
    Attempts attempts = bucket.attempts("write", path);
    while (!precondition.isHopeless()) {
      try {
        return bucket.send(attempts, () -> insert(summed, part, precondition.generation()));
      } catch (IOException e) {
        Optional<StorageObject> own = resolveFailure(path, precondition, attempts, e);
        if (own.isPresent()) {
          return own.get();
        }
      }
    }
    return guarded(path, part, summed);
  }

  private StorageObject guarded(FilePath path, Part part, StorageObject draft) {
    ResumableUpload upload = ResumableUpload.begin(bucket, path, draft, null);
    try {
      upload.send(part);
      return upload.made();
    } catch (RuntimeException | Error e) {
      upload.cancel();
      throw e;
    }
  }

  private Optional<StorageObject> resolveFailure(
      FilePath path, GenerationPrecondition precondition, Attempts attempts, IOException e) {
    return switch (GcsErrors.status(e)) {
      case 412 -> precondition.refused(attempts, e, attempts.areRepeated());
      case 404 -> throw bucket.errors.missingBucket("write", path.toString(), e);
      default -> throw bucket.translate("write", path.toString(), e);
    };
  }

  private StorageObject insert(StorageObject draft, Part part, long generation) throws IOException {
    Storage.Objects.Insert insert =
        bucket
            .requests
            .objects()
            .insert(bucket.name(), draft, new PartContent(draft.getContentType(), part, 0))
            .setIfGenerationMatch(generation)
            .setKmsKeyName(draft.getKmsKeyName())
            .setUserProject(bucket.payer);
    insert.getMediaHttpUploader().setDirectUploadEnabled(true);
    return expected(draft, part, generation).of(ResponseReader.of(insert));
  }

  private static ExpectedObject expected(StorageObject draft, Part part, long replaced) {
    return new ExpectedObject(
        draft.getName(), draft.getMetadata(), part.length(), draft.getCrc32c(), replaced);
  }
}
