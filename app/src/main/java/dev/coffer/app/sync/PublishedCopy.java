package dev.coffer.app.sync;

import dev.coffer.ConflictException;
import dev.coffer.CorruptFileException;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.UnsupportedFeatureException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A copy that stands in the target. One that does not count must go, since the next run would take
 * it for equal; but it alone, never a file that another has written at its path.
 *
 * @param store the target
 * @param written what its write returned
 */
record PublishedCopy(FileStore store, FileInfo written) {
  /**
   * Reads it back and compares. It is discarded if that fails, whatever is the cause. What another
   * has written meanwhile is as good if it has the same bytes, as that of a second sync.
   *
   * @throws ConflictException when another has written other bytes or deleted the file
   */
  void verify(byte[] expected) {
    try {
      compare(expected);
    } catch (ConflictException e) {
      if (!isEqualNow(expected)) {
        throw takenByAnother(e);
      }
    } catch (RuntimeException | Error e) {
      discard(e);
      throw e;
    }
  }

  private void compare(byte[] expected) {
    ReadOptions same = ReadOptions.DEFAULTS.ifMatch(written.etag());
    try (OpenedFile back = store.read(written.path(), same)) {
      if (!MessageDigest.isEqual(Digest.of(back), expected)) {
        String hint = "what was read back is not what was written; the copy is deleted";
        throw new CorruptFileException("verify", path(), store.name(), hint, null);
      }
    }
  }

  private boolean isEqualNow(byte[] expected) {
    try (OpenedFile now = store.read(written.path(), ReadOptions.DEFAULTS)) {
      return MessageDigest.isEqual(Digest.of(now), expected);
    } catch (NotFoundException e) {
      return false;
    }
  }

  /**
   * Deletes it; an interrupt waits until that is done.
   *
   * @param reason the failure that it is discarded for, if it is one
   * @throws ConflictException when another has written or deleted the file, which is left so
   * @throws CorruptFileException when the copy could not be deleted
   */
  void discard(@Nullable Throwable reason) {
    boolean interrupted = Thread.interrupted();
    try {
      if (!deleteIfOurs(reason)) {
        throw takenByAnother(reason);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** False if it is another's. */
  private boolean deleteIfOurs(@Nullable Throwable reason) {
    try {
      store.deleteFile(written.path(), DeleteOptions.DEFAULTS.ifMatch(written.etag()));
      return true;
    } catch (ConflictException e) {
      return false;
    } catch (UnsupportedFeatureException e) {
      return lookAndDelete(reason);
    } catch (FileStoreException e) {
      throw notDeleted(e, reason);
    }
  }

  /** For a server that keeps no condition of a deletion: the look comes right before it. */
  private boolean lookAndDelete(@Nullable Throwable reason) {
    try {
      Optional<FileInfo> now = store.stat(written.path());
      boolean ours = now.filter(file -> file.etag().equals(written.etag())).isPresent();
      if (ours) {
        store.deleteFiles(List.of(written.path()));
      }
      return ours;
    } catch (FileStoreException e) {
      throw notDeleted(e, reason);
    }
  }

  private ConflictException takenByAnother(@Nullable Throwable cause) {
    String hint =
        "another wrote or deleted the file right after it was copied; it stays as the other left it";
    return new ConflictException("copy", path(), store.name(), hint, cause);
  }

  private CorruptFileException notDeleted(FileStoreException failure, @Nullable Throwable reason) {
    String hint =
        "the copy could be neither verified nor deleted: delete it before the next sync, which"
            + " would take it for equal";
    CorruptFileException left =
        new CorruptFileException("verify", path(), store.name(), hint, failure);
    if (reason != null) {
      left.addSuppressed(reason);
    }
    return left;
  }

  private String path() {
    return written.path().toString();
  }
}
