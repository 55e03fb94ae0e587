package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.SourceDeletion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Copies and moves inside the server, by as many requests as it takes for a large object. */
final class GcsCopier {
  private final GcsBucket bucket;
  private final GcsReader reader;
  private final GcsWriter writer;
  private final GcsDeleter deleter;

  GcsCopier(GcsBucket bucket, GcsReader reader, GcsWriter writer, GcsDeleter deleter) {
    this.bucket = bucket;
    this.reader = reader;
    this.writer = writer;
    this.deleter = deleter;
  }

  FileInfo copy(FilePath source, FilePath target) {
    return copied("copy", source, target).info();
  }

  /**
   * Copies and then deletes what was copied, and nothing that was written there since. When that
   * fails the file is at both paths, and the error says so.
   */
  FileInfo move(FilePath source, FilePath target) {
    Copied copied = copied("move", source, target);
    if (!source.equals(target)) {
      requireProof(source, copied);
      String key = bucket.keys.key("move", source);
      SourceDeletion.ofMoved(
          source, target, bucket.store(), () -> deleter.delete(key, copied.generation()));
    }
    return copied.info();
  }

  /**
   * A file that was copied.
   *
   * @param generation of the source
   * @param info of the target
   * @param proven whether the answer leaves no doubt
   */
  private record Copied(long generation, FileInfo info, boolean proven) {}

  /** The source may be the only one that has its bytes. */
  private void requireProof(FilePath source, Copied copied) {
    if (!copied.proven()) {
      throw bucket.translate(
          "move",
          source.toString(),
          new ResponseReader.UnusableException(
              "nothing in it proves that the file was copied, so its source was kept", null));
    }
  }

  private Copied copied(String operation, FilePath source, FilePath target) {
    String from = bucket.keys.key(operation, source);
    String to = bucket.keys.key(operation, target);
    Attempts attempts = bucket.attempts(operation, source);
    GcsWriteId id = GcsWriteId.next();
    GenerationPrecondition precondition = GenerationPrecondition.of(bucket, target, to, id);
    while (true) {
      StorageObject file = bucket.require(attempts, from);
      if (source.equals(target)) {
        return new Copied(file.getGeneration(), GcsFileInfos.of(target, file), true);
      }
      Optional<StorageObject> made =
          precondition.isHopeless() && GcsFileInfos.size(file.getSize()) <= bucket.limits.partSize()
              ? carry(attempts, file, source, target, precondition, id)
              : copy(attempts, file, from, to, precondition, id);
      if (made.isPresent()) {
        bucket.saw(to, made.get().getGeneration());
        boolean proven = ExpectedObject.proves(id, file, made.get());
        return new Copied(file.getGeneration(), GcsFileInfos.of(target, made.get()), proven);
      }
    }
  }

  /** The copy; nothing when source or target was replaced since it was looked at. */
  private Optional<StorageObject> copy(
      Attempts attempts,
      StorageObject file,
      String from,
      String to,
      GenerationPrecondition precondition,
      GcsWriteId id) {
    Rewrite rewrite =
        new Rewrite(
            bucket,
            attempts,
            from,
            file,
            to,
            StorageObjects.ofCopy(file, id, bucket.objectSettings));
    try {
      return Optional.of(rewrite.over(precondition.generation()));
    } catch (IOException e) {
      Optional<StorageObject> own =
          GcsErrors.status(e) == 412 ? precondition.refused(attempts, e, true) : Optional.empty();
      if (own.isEmpty()) {
        goOn(attempts, e);
      }
      return own;
    }
  }

  /**
   * The copy of a small file beside writers that are always quicker. No session guards a copy
   * inside the server: the bytes are sent as those of a stream are.
   */
  private Optional<StorageObject> carry(
      Attempts attempts,
      StorageObject file,
      FilePath source,
      FilePath target,
      GenerationPrecondition precondition,
      GcsWriteId id) {
    byte[] bytes;
    try (InputStream stream = reader.open(source, attempts, file)) {
      bytes = stream.readAllBytes();
    } catch (IOException e) {
      goOn(attempts, e);
      return Optional.empty();
    }
    StorageObject draft =
        StorageObjects.ofCopy(file, id, bucket.objectSettings)
            .setName(bucket.keys.key(attempts.operation(), target))
            .setKmsKeyName(bucket.objectSettings.keyOfCopy(file));
    return Optional.of(writer.put(target, Content.of(bytes), draft, precondition, attempts));
  }

  /** Waits a little and looks again, where others were quicker. */
  private void goOn(Attempts attempts, IOException e) {
    int status = GcsErrors.status(e);
    if (status != 404 && status != 412) {
      throw bucket.translate(attempts.operation(), attempts.path(), e);
    }
    if (!attempts.again(RetryPauses.OF_OVERTAKEN)) {
      throw bucket.errors.overtaken(attempts, e);
    }
  }
}
