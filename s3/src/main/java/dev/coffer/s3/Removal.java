package dev.coffer.s3;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;

/** The second half of a move: the source is deleted once its copy is there. */
record Removal(Bucket bucket, Deleter deleter) {
  void ofMoved(FilePath source, FilePath target) {
    try {
      deleter.delete(bucket.keys.key("move", source));
    } catch (InterruptedOperationException e) {
      throw new InterruptedOperationException(
          "move", source.toString(), bucket.store(), both(target), e);
    } catch (FileStoreException e) {
      throw new StorageFailureException(
          "move", source.toString(), bucket.store(), both(target) + ": " + e.getMessage(), e);
    }
  }

  private static String both(FilePath target) {
    return "the copy at " + target + " is there and the source could not be deleted: both are left";
  }
}
