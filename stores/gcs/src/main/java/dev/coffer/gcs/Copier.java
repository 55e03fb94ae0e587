package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.Removal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Copies and moves inside the server, by as many requests as it takes for a large object. */
final class Copier {
  private final Bucket bucket;
  private final Reader reader;
  private final Writer writer;
  private final Deleter deleter;

  Copier(Bucket bucket, Reader reader, Writer writer, Deleter deleter) {
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
      Removal.ofMoved(
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
          new Resource.UnusableException(
              "nothing in it proves that the file was copied, so its source was kept", null));
    }
  }

  private Copied copied(String operation, FilePath source, FilePath target) {
    String from = bucket.keys.key(operation, source);
    String to = bucket.keys.key(operation, target);
    Attempts attempts = bucket.attempts(operation, source);
    WriteId id = WriteId.next();
    Expectation expectation = Expectation.of(bucket, target, to, id);
    while (true) {
      StorageObject file = bucket.require(attempts, from);
      if (source.equals(target)) {
        return new Copied(file.getGeneration(), Infos.of(target, file), true);
      }
      Optional<StorageObject> made =
          expectation.isHopeless() && Infos.size(file.getSize()) <= bucket.limits.partSize()
              ? carry(attempts, file, source, target, expectation, id)
              : copy(attempts, file, from, to, expectation, id);
      if (made.isPresent()) {
        bucket.saw(to, made.get().getGeneration());
        boolean proven = Receipt.proves(id, file, made.get());
        return new Copied(file.getGeneration(), Infos.of(target, made.get()), proven);
      }
    }
  }

  /** The copy; nothing when source or target was replaced since it was looked at. */
  private Optional<StorageObject> copy(
      Attempts attempts,
      StorageObject file,
      String from,
      String to,
      Expectation expectation,
      WriteId id) {
    Rewrite rewrite =
        new Rewrite(bucket, attempts, from, file, to, Draft.ofCopy(file, id, bucket.keeping));
    try {
      return Optional.of(rewrite.over(expectation.generation()));
    } catch (IOException e) {
      Optional<StorageObject> own =
          Problems.status(e) == 412 ? expectation.refused(attempts, e, true) : Optional.empty();
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
      Expectation expectation,
      WriteId id) {
    byte[] bytes;
    try (InputStream stream = reader.open(source, attempts, file)) {
      bytes = stream.readAllBytes();
    } catch (IOException e) {
      goOn(attempts, e);
      return Optional.empty();
    }
    StorageObject draft =
        Draft.ofCopy(file, id, bucket.keeping)
            .setName(bucket.keys.key(attempts.operation(), target))
            .setKmsKeyName(bucket.keeping.keyOfCopy(file));
    return Optional.of(writer.put(target, Content.of(bytes), draft, expectation, attempts));
  }

  /** Waits a little and looks again, where others were quicker. */
  private void goOn(Attempts attempts, IOException e) {
    int status = Problems.status(e);
    if (status != 404 && status != 412) {
      throw bucket.translate(attempts.operation(), attempts.path(), e);
    }
    if (!attempts.again(Repetition.OF_OVERTAKEN)) {
      throw bucket.problems.overtaken(attempts, e);
    }
  }
}
