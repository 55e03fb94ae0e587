package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.KeyVersion;
import dev.coffer.remote.OneVersion;
import dev.coffer.remote.ReplacedException;
import dev.coffer.remote.SourceDeletion;
import dev.coffer.remote.WriteId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Copies and moves inside the server, with as many requests as a large object takes. */
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

  FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    Optional<GcsSoftDeletions.Named> softDeleted = GcsSoftDeletions.named(source);
    if (softDeleted.isPresent()) {
      return new GcsSoftDeletions(bucket).restore(source, softDeleted.get(), target);
    }
    return options.isConditional()
        ? copiedIf(source, target, options)
        : copied("copy", source, target).info();
  }

  /**
   * Copies the file and then deletes the copied generation of the source, but nothing written there
   * since. If the deletion fails, the file is at both paths and the error says so.
   */
  FileInfo move(FilePath source, FilePath target) {
    String key = bucket.keys.key("move", source);
    Copied copied = copied("move", source, target);
    if (!source.equals(target)) {
      requireProof(source, copied);
      SourceDeletion.ofMoved(
          source, target, bucket.store(), () -> deleter.delete(key, copied.generation()));
    }
    return copied.info();
  }

  /**
   * A file that was copied.
   *
   * @param generation the generation of the source
   * @param info the information about the target
   * @param proven whether the response proves the copy
   */
  private record Copied(long generation, FileInfo info, boolean proven) {}

  /** Throws if the source may be the only copy of its bytes. */
  private void requireProof(FilePath source, Copied copied) {
    if (!copied.proven()) {
      throw bucket.translate(
          "move",
          source.toString(),
          new ResponseReader.UnusableException(
              "it does not prove that the file was copied, so the source was kept", null));
    }
  }

  private Copied copied(String operation, FilePath source, FilePath target) {
    KeyVersion from = bucket.keys.object(operation, source);
    String to = bucket.keys.key(operation, target);
    Attempts attempts = bucket.attempts(operation, source);
    WriteId id = WriteId.next();
    GenerationPrecondition precondition = GenerationPrecondition.of(bucket, target, to, id);
    return OneVersion.use(
        attempts,
        () -> bucket.require(attempts, from),
        file -> copied(attempts, file, source, target, precondition, id));
  }

  /**
   * Copies the generation with an etag. Where the target was replaced since it was looked at, the
   * copy is tried again; where the source was, the next look finds another etag.
   */
  private FileInfo copiedIf(FilePath source, FilePath target, CopyOptions options) {
    KeyVersion from = bucket.keys.object("copy", source);
    String to = bucket.keys.key("copy", target);
    Attempts attempts = bucket.attempts("copy", source);
    WriteId id = WriteId.next();
    GenerationPrecondition precondition = GenerationPrecondition.of(bucket, target, to, id);
    return OneVersion.use(
            attempts,
            () -> bucket.find(attempts, from),
            file -> {
              options.check(
                  source, file.map(object -> GcsEtags.of(object.getGeneration())), bucket.store());
              return copied(attempts, file.orElseThrow(), source, target, precondition, id);
            })
        .info();
  }

  private Copied copied(
      Attempts attempts,
      StorageObject file,
      FilePath source,
      FilePath target,
      GenerationPrecondition precondition,
      WriteId id)
      throws ReplacedException {
    if (source.equals(target)) {
      return new Copied(file.getGeneration(), GcsFileInfos.of(target, file), true);
    }
    String from = bucket.keys.object(attempts.operation(), source).key();
    String to = bucket.keys.key(attempts.operation(), target);
    StorageObject made =
        isCarried(precondition, file)
            ? carry(attempts, file, source, target, precondition, id)
            : copy(attempts, file, from, to, precondition, id);
    bucket.remember(to, made.getGeneration());
    boolean proven = ExpectedObject.proves(id, file, made);
    return new Copied(file.getGeneration(), GcsFileInfos.of(target, made), proven);
  }

  private boolean isCarried(GenerationPrecondition precondition, StorageObject file) {
    return precondition.isHopeless()
        && GcsFileInfos.size(file.getSize()) <= bucket.limits.partSize();
  }

  /**
   * Returns the copy.
   *
   * @throws ReplacedException if source or target was replaced after it was checked
   */
  private StorageObject copy(
      Attempts attempts,
      StorageObject file,
      String from,
      String to,
      GenerationPrecondition precondition,
      WriteId id)
      throws ReplacedException {
    Rewrite rewrite =
        new Rewrite(
            bucket,
            attempts,
            from,
            file,
            to,
            StorageObjects.ofCopy(file, id, bucket.objectSettings));
    try {
      return rewrite.replace(precondition.generation());
    } catch (IOException e) {
      Optional<StorageObject> own =
          GcsErrors.status(e) == 412 ? precondition.refused(attempts, e, true) : Optional.empty();
      if (own.isPresent()) {
        return own.get();
      }
      throw refused(attempts, e);
    }
  }

  /**
   * Copies a small file despite concurrent writers that are always faster. Since no session
   * protects a copy inside the server, the bytes are sent like those of a stream.
   */
  private StorageObject carry(
      Attempts attempts,
      StorageObject file,
      FilePath source,
      FilePath target,
      GenerationPrecondition precondition,
      WriteId id)
      throws ReplacedException {
    byte[] bytes;
    try (InputStream stream = reader.open(source, attempts, file)) {
      bytes = stream.readAllBytes();
    } catch (IOException e) {
      throw refused(attempts, e);
    }
    StorageObject draft =
        StorageObjects.ofCopy(file, id, bucket.objectSettings)
            .setName(bucket.keys.key(attempts.operation(), target))
            .setKmsKeyName(bucket.objectSettings.keyOfCopy(file));
    return writer.put(target, Content.of(bytes), draft, precondition, attempts);
  }

  /** Translates a refusal: others were faster, unless it is an error. */
  private ReplacedException refused(Attempts attempts, IOException e) {
    int status = GcsErrors.status(e);
    if (status != 404 && status != 412) {
      throw bucket.translate(attempts.operation(), attempts.path(), e);
    }
    return new ReplacedException(e);
  }
}
