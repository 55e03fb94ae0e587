package dev.coffer.app;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * A file of a store on its way to a local one. The bytes go to a new file beside the target, which
 * takes the target's place when it is whole and is removed when the transfer fails or the process
 * is told to end.
 */
record FileDownload(FileStore store, FilePath source, Progress progress) {
  FileInfo to(Path target) {
    try {
      // A pipe or a device is written into; a link stays and the file behind it is replaced.
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        return into(target);
      }
      return replace(Files.exists(target) ? target.toRealPath() : target);
    } catch (IOException e) {
      throw LocalFiles.failure(target, e);
    } catch (UncheckedIOException e) {
      throw LocalFiles.failure(target, e.getCause());
    }
  }

  private FileInfo replace(Path target) throws IOException {
    Path partial = beside(target);
    Thread cleanup = new Thread(() -> remove(partial));
    Runtime.getRuntime().addShutdownHook(cleanup);
    try {
      FileInfo info = intoNew(partial, target);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      return info;
    } finally {
      remove(partial);
      forget(cleanup);
    }
  }

  /** Opened once: who owns the directory may put a link in its place, which root would follow. */
  private FileInfo intoNew(Path partial, Path target) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      keepPermissions(target, partial);
      return Transfer.copy(store, source, out, progress);
    }
  }

  /** Also where the target's name is as long as a name can be. */
  private static Path beside(Path target) {
    long process = ProcessHandle.current().pid();
    String name = ".coffer-get-" + process + "-" + Long.toString(System.nanoTime(), 36);
    Path directory = target.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new CommandException(ExitCode.DIRECTORY_NOT_FOUND, directory + ": no such directory");
    }
    return directory.resolve(name);
  }

  /** A file that was private stays private. */
  private static void keepPermissions(Path target, Path partial) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(partial, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    if (view != null && Files.exists(target)) {
      view.setPermissions(Files.getPosixFilePermissions(target));
    }
  }

  private FileInfo into(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      return Transfer.copy(store, source, out, progress);
    }
  }

  private static void remove(Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void forget(Thread cleanup) {
    try {
      Runtime.getRuntime().removeShutdownHook(cleanup);
    } catch (IllegalStateException e) {
      // The process is ending and runs it.
    }
  }
}
