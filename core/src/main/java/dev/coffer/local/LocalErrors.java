package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.io.Interrupts;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Translates the errors of the system into those of the contract, with what to do about them. The
 * JDK distinguishes most of them only by the system's message.
 */
record LocalErrors(String store, Path root) {

  RuntimeException translate(String operation, String path, IOException e) {
    if (e instanceof UnsettledChangeException unsettled) {
      return unsettled(operation, path, unsettled.failure());
    }
    if (Interrupts.isInterrupt(e)) {
      Thread.currentThread().interrupt();
      return new InterruptedOperationException(at(operation, path), null, e);
    }
    if (e instanceof Root.VanishedRootException vanished) {
      String hint = "the root directory " + root + " is not what it was: " + vanished.getReason();
      return new ConfigurationException(at(operation, path), hint + "; open the store again", e);
    }
    if (e instanceof LockFile.OtherVersionException other) {
      String hint = other.getReason() + ", whose locks this one cannot take: use one version";
      return new ConfigurationException(at(operation, path), hint, e);
    }
    if (e instanceof OverlappingArea.ClosedAreaException closed) {
      return new PermissionDeniedException(at(operation, path), closed.getReason(), e);
    }
    if (e instanceof AccessDeniedException denied) {
      String hint = "this process's user may not " + forbidden(denied(path, denied));
      return new PermissionDeniedException(at(operation, path), hint, e);
    }
    if (e instanceof AtomicMoveNotSupportedException) {
      String hint = "the directory lies on another file system than the root " + root;
      return new UnsupportedFeatureException(at(operation, path), hint, e);
    }
    return byMessage(operation, path, e);
  }

  private ErrorContext at(String operation, String path) {
    return new ErrorContext(operation, path, store);
  }

  /** Never a refusal, whatever the cause: the change was made. */
  private FileStoreException unsettled(String operation, String path, IOException e) {
    String change =
        "the change was made and is visible, but is not certain to survive a power failure";
    if (Interrupts.isInterrupt(e)) {
      Thread.currentThread().interrupt();
      String hint = change + ": an interrupt has ended the sync of its directory";
      return new InterruptedOperationException(at(operation, path), hint, e);
    }
    String hint = change + "; check the disk: its directory cannot be synced: " + described(e);
    return new StorageFailureException(at(operation, path), hint, e);
  }

  /** What is forbidden, and of the private area what to do about it. */
  private String forbidden(Path place) {
    Path area = root.toAbsolutePath().resolve(StoreArea.NAME);
    if (place.equals(area) && !Files.exists(area, NOFOLLOW_LINKS)) {
      return "write in the directory " + area.getParent() + "; give it that right";
    }
    return place.startsWith(area)
        ? "access " + place + "; give " + area + " to this user" + otherwise(area)
        : "access " + place;
  }

  /** An area with files of layers, such as earlier versions, is not to be deleted. */
  private static String otherwise(Path area) {
    return Files.exists(area.resolve("files"), NOFOLLOW_LINKS)
        ? ""
        : ", or delete it while nobody has the store open";
  }

  /** The JDK names a directory entry without its directory, which says too little. */
  private Path denied(String path, AccessDeniedException e) {
    Path named = e.getFile() == null ? null : Path.of(e.getFile());
    return named != null && (named.startsWith(root) || named.startsWith(root.toAbsolutePath()))
        ? named.toAbsolutePath()
        : root.resolve(path).toAbsolutePath();
  }

  private FileStoreException byMessage(String operation, String path, IOException e) {
    String message = reason(e);
    if (isFull(e)) {
      String hint = "free some space or raise the quota: " + message;
      return new StorageFullException(at(operation, path), hint, e);
    }
    if (message.contains("File too large")) {
      String hint = "the size limit of a file, of the system or of this process, is reached";
      return new StorageFullException(at(operation, path), hint, e);
    }
    if (message.contains("Read-only file system") || message.contains("not permitted")) {
      return new PermissionDeniedException(at(operation, path), message, e);
    }
    if (isTooManyOpenFiles(e)) {
      String hint = "too many open files: raise the limit (ulimit -n) or close streams";
      return new StorageFailureException(at(operation, path), hint, e);
    }
    if (isTooLong(e)) {
      String hint = "this file system cannot hold the name";
      return new UnsupportedFeatureException(at(operation, path), hint, e);
    }
    if (isFull()) {
      return new StorageFullException(at(operation, path), message, e);
    }
    return new StorageFailureException(at(operation, path), e.getMessage(), e);
  }

  /**
   * Whether a call failed because a name was a file or link and not a directory, or the other way
   * round: another process may have swapped it since it was checked, so it is worth another try.
   */
  static boolean isOfAnotherKind(IOException e) {
    String message = reason(e);
    return e instanceof DirectoryNotEmptyException
        || message.contains("Not a directory")
        || message.contains("Is a directory")
        || message.contains("Directory not empty");
  }

  /** Whether a name that should be a directory is something else. */
  static boolean isNotDirectory(IOException e) {
    return e instanceof NotDirectoryException || reason(e).contains("Not a directory");
  }

  static boolean isTooLong(IOException e) {
    return reason(e).contains("File name too long");
  }

  static boolean isTooManyOpenFiles(IOException e) {
    return reason(e).contains("Too many open files");
  }

  /** Whether neither space nor names are left. */
  static boolean isFull(IOException e) {
    String message = reason(e);
    return message.contains("No space left") || message.contains("Disk quota exceeded");
  }

  /** The reason that the system gave, without the name of the file, which may contain anything. */
  private static String reason(IOException e) {
    return String.valueOf(e instanceof FileSystemException f ? f.getReason() : e.getMessage());
  }

  /** The same, or the kind of the error if the system gave no reason. */
  private static String described(IOException e) {
    boolean silent = e instanceof FileSystemException f && f.getReason() == null;
    return silent ? e.getClass().getSimpleName() : reason(e);
  }

  /** For systems whose messages are in another language. */
  private boolean isFull() {
    try {
      return Files.getFileStore(root).getUsableSpace() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What is wrong with a root that cannot be opened. */
  RuntimeException opening(IOException e) {
    if (e instanceof NotDirectoryException) {
      String hint = e.getMessage() + " is not a directory; name another root";
      return unusable(hint, e);
    }
    return translate("open", "", e);
  }

  /** The refusal of a root. */
  ConfigurationException unusable(String hint, @Nullable Exception cause) {
    return new ConfigurationException(at("open", ""), hint, cause);
  }

  /**
   * The refusal of a name that another is in the way of. Its cause tells it from that of a
   * condition, which has none: a layer that tries again when others were faster need not try again.
   *
   * @param inTheWay says what is there
   */
  FileStoreException conflict(
      String operation, FilePath path, String hint, FileSystemException inTheWay) {
    return new ConflictException(at(operation, path.toString()), hint, inTheWay);
  }

  FileStoreException unreachable(String operation, FilePath path) {
    String hint =
        "the path of the root and this one together are longer than the system takes, so content"
            + " type and metadata could not be read again: leave them out, or use a root with a"
            + " shorter path";
    return new UnsupportedFeatureException(at(operation, path.toString()), hint, null);
  }

  FileStoreException unrepresentable(String operation, FilePath path, InvalidPathException e) {
    return new UnsupportedFeatureException(
        at(operation, path.toString()), "this system cannot hold the name", e);
  }

  FileStoreException notFound(String operation, FilePath path, @Nullable IOException cause) {
    return new NotFoundException(at(operation, path.toString()), null, cause);
  }

  /** Another program has changed a file in place while it was read. */
  FileStoreException changed(String operation, String path, long read, long size) {
    String hint =
        "another program changed the file in place while it was read, after "
            + read
            + " of "
            + size
            + " bytes: read it again";
    return StorageFailureException.retryable(at(operation, path), hint, null);
  }

  RuntimeException interrupted(String operation, String path, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new InterruptedOperationException(at(operation, path), null, e);
  }

  static boolean isReadOnlyFileSystem(FileSystemException e) {
    return reason(e).contains("Read-only file system");
  }
}
