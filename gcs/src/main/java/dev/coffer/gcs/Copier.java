package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.Removal;
import java.io.IOException;
import java.util.Optional;

/** Copies and moves inside the server, by as many requests as it takes for a large object. */
final class Copier {
  private final Bucket bucket;
  private final Deleter deleter;

  Copier(Bucket bucket, Deleter deleter) {
    this.bucket = bucket;
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
   */
  private record Copied(long generation, FileInfo info) {}

  private Copied copied(String operation, FilePath source, FilePath target) {
    String from = bucket.keys.key(operation, source);
    String to = bucket.keys.key(operation, target);
    Attempts attempts = bucket.attempts(operation, source);
    WriteId id = WriteId.next();
    Expectation expectation = Expectation.of(bucket, target, to, id);
    while (true) {
      StorageObject file = bucket.require(attempts, from);
      if (source.equals(target)) {
        return new Copied(file.getGeneration(), Infos.of(target, file));
      }
      Optional<StorageObject> made = copy(attempts, file, from, to, expectation, id);
      if (made.isPresent()) {
        bucket.saw(to, made.get().getGeneration());
        return new Copied(file.getGeneration(), Infos.of(target, made.get()));
      }
    }
  }

  /** The copy; nothing when the source was replaced since it was looked at. */
  private Optional<StorageObject> copy(
      Attempts attempts,
      StorageObject file,
      String from,
      String to,
      Expectation expectation,
      WriteId id) {
    Rewrite rewrite =
        new Rewrite(bucket, attempts, from, file, to, Draft.ofCopy(file, id, bucket.keeping));
    while (true) {
      try {
        return Optional.of(rewrite.over(expectation.generation()));
      } catch (IOException e) {
        int status = Problems.status(e);
        if (status == 404) {
          goOn(attempts, e);
          return Optional.empty();
        }
        if (status != 412) {
          throw bucket.translate(attempts.operation(), attempts.path(), e);
        }
        Optional<StorageObject> own = expectation.refused(attempts, e, true);
        if (own.isPresent()) {
          return own;
        }
        if (expectation.isHopeless()) {
          goOn(attempts, e);
        }
      }
    }
  }

  /** No session guards a copy: its guess is made again until it is quicker than the others. */
  private void goOn(Attempts attempts, IOException e) {
    if (!attempts.again(Repetition.OF_OVERTAKEN)) {
      throw bucket.problems.overtaken(attempts, e);
    }
  }
}
