package dev.coffer.remote;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;

/** The second half of a move that is a copy: deletes the source once its copy exists. */
public final class SourceDeletion {
  private SourceDeletion() {}

  /**
   * Deletes the source; the error of a failure says that the file is at both paths.
   *
   * @param source the source of the move
   * @param target where the copy is
   * @param store for errors
   * @param deletion deletes the source
   */
  public static void ofMoved(FilePath source, FilePath target, String store, Runnable deletion) {
    try {
      deletion.run();
    } catch (InterruptedOperationException e) {
      throw new InterruptedOperationException(
          new ErrorContext("move", source.toString(), store), both(target), e);
    } catch (FileStoreException e) {
      throw new StorageFailureException(
          new ErrorContext("move", source.toString(), store),
          both(target) + ": " + e.getMessage(),
          e);
    }
  }

  private static String both(FilePath target) {
    return "the copy at " + target + " is there and the source could not be deleted: both are left";
  }
}
