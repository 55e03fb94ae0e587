package dev.coffer;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.io.Interrupts;
import dev.coffer.io.OwnerOnly;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Set;
import java.util.UUID;

/**
 * The download of a file of a store to the local file system. The bytes are written to a new file
 * next to the target, synced to disk, and replace the target by one rename. A pipe or a device is
 * written to directly.
 */
record LocalDownload(FileStore store, FilePath source, Path target) {
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  FileInfo run() {
    try {
      if (!Files.exists(target)) {
        return replace(target);
      }
      return Files.isRegularFile(target) ? replace(target.toRealPath()) : copyTo(target);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private FileInfo replace(Path file) throws IOException {
    Path partial = file.resolveSibling(".coffer-download-" + UUID.randomUUID());
    try {
      FileInfo info = fill(partial, file);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      return info;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /**
   * Opened once: the owner of the directory may replace the file with a link, which root would
   * follow.
   */
  private FileInfo fill(Path partial, Path file) throws IOException {
    try (FileChannel channel = create(partial, Files.exists(file))) {
      keepPermissions(file, partial);
      try (OpenedFile opened = store.read(source, ReadOptions.DEFAULTS)) {
        FileInfo info = copy(opened, channel);
        channel.force(true);
        return info;
      }
    }
  }

  /** The replacement of a file is private until it has the permissions of that file. */
  private static FileChannel create(Path file, boolean replaces) throws IOException {
    return replaces
        ? FileChannel.open(file, NEW, OwnerOnly.file(file))
        : FileChannel.open(file, NEW);
  }

  /** Into a pipe or a device. */
  private FileInfo copyTo(Path file) throws IOException {
    try (OpenedFile opened = store.read(source, ReadOptions.DEFAULTS);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return copy(opened, channel);
    }
  }

  private FileInfo copy(OpenedFile opened, FileChannel channel) throws IOException {
    long copied = opened.stream().transferTo(Channels.newOutputStream(channel));
    WholeFile.requireWhole(opened.info(), copied, store);
    return opened.info();
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(to, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    if (view != null && Files.exists(from)) {
      view.setPermissions(Files.getPosixFilePermissions(from));
    }
  }

  private FileStoreException failure(IOException e) {
    ErrorContext context = new ErrorContext("read", source.toString(), store.name());
    if (Interrupts.isInterrupt(e)) {
      return new InterruptedOperationException(context, null, e);
    }
    String reason =
        String.valueOf(e instanceof FileSystemException f ? f.getReason() : e.getMessage());
    if (e instanceof AccessDeniedException) {
      String hint = "this process's user may not write " + target;
      return new PermissionDeniedException(context, hint, e);
    }
    if (reason.contains("No space left") || reason.contains("Disk quota exceeded")) {
      String hint = "there is no room for " + target + ": " + reason;
      return new StorageFullException(context, hint, e);
    }
    String hint =
        e instanceof NoSuchFileException
            ? "the directory of " + target + " does not exist"
            : target + " cannot be written: " + reason;
    return new StorageFailureException(context, hint, e);
  }
}
