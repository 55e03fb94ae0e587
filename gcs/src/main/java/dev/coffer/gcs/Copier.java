package dev.coffer.gcs;

import com.google.api.services.storage.model.RewriteResponse;
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
    StorageObject draft = Draft.ofCopy(file, id, bucket.keeping);
    while (true) {
      try {
        return Optional.of(rewrite(attempts, file, from, to, draft, expectation));
      } catch (IOException e) {
        int status = Problems.status(e);
        if (status == 404 && attempts.again()) {
          return Optional.empty();
        }
        if (status != 412) {
          throw bucket.translate(attempts.operation(), attempts.path(), e);
        }
        Optional<StorageObject> own = expectation.refused(attempts, e, true);
        if (own.isPresent()) {
          return own;
        }
      }
    }
  }

  /** Each request has the time of retries to itself: a large object takes many. */
  private StorageObject rewrite(
      Attempts copy,
      StorageObject file,
      String from,
      String to,
      StorageObject draft,
      Expectation expectation)
      throws IOException {
    String token = null;
    while (true) {
      String next = token;
      RewriteResponse answer =
          bucket.send(
              bucket.attempts(copy.operation(), copy.path()),
              () ->
                  bucket
                      .requests
                      .objects()
                      .rewrite(bucket.name(), from, bucket.name(), to, draft)
                      .setSourceGeneration(file.getGeneration())
                      .setIfGenerationMatch(expectation.generation())
                      .setRewriteToken(next)
                      .setDestinationKmsKeyName(bucket.keeping.keyOfCopy(file))
                      .setUserProject(bucket.payer)
                      .execute());
      if (Boolean.TRUE.equals(answer.getDone())) {
        return answer.getResource();
      }
      token = answer.getRewriteToken();
    }
  }
}
