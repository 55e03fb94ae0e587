package dev.coffer.app;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A new file beside a local one, whose place it takes when it is whole. It is deleted if that fails
 * or the process is told to end. Its writer holds a lock on it, which ends with the process: those
 * without one are what killed processes have left, and the next one for the directory deletes them.
 */
final class PartialFile implements AutoCloseable {
  private static final String PREFIX = ".coffer-get-";

  /** The id of the process and 64 bits by chance: a name that nobody else gives a file. */
  private static final Pattern NAME =
      Pattern.compile("\\.coffer-get-(\\d{1,18})-[0-9a-f]{16}\\.part");

  private static final int ATTEMPTS = 10;

  private final Path file;
  private final FileChannel channel;
  private final Thread cleanup = new Thread(this::delete);

  private PartialFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    Runtime.getRuntime().addShutdownHook(cleanup);
  }

  /** Creates one, and deletes those that killed processes have left in the directory. */
  static PartialFile beside(Path target) throws IOException {
    Path directory = target.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new CommandException(ExitCode.DIRECTORY_NOT_FOUND, directory + ": no such directory");
    }
    deleteLeftIn(directory);
    for (int attempt = 1; ; attempt++) {
      Path file = directory.resolve(newName());
      FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE);
      boolean held = isLocked(channel) && Files.exists(file, NOFOLLOW_LINKS);
      if (held || attempt == ATTEMPTS) {
        return new PartialFile(file, channel);
      }
      channel.close(); // Another process took it for left over before it was locked.
    }
  }

  /** Also where the target's name is as long as a name can be. */
  private static String newName() {
    long process = ProcessHandle.current().pid();
    long chance = ThreadLocalRandom.current().nextLong();
    return String.format(Locale.ROOT, "%s%d-%016x.part", PREFIX, process, chance);
  }

  /** A file system without locks has no other process that could see one. */
  private static boolean isLocked(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException e) {
      return true;
    }
  }

  private static void deleteLeftIn(Path directory) {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, PREFIX + "*")) {
      left.forEach(PartialFile::deleteIfLeft);
    } catch (IOException e) {
      // Who may write into a directory need not be allowed to list it.
    }
  }

  /**
   * What has no such name, is no file, cannot be opened or belongs to a living process is left
   * alone. A process of another machine or container has the lock.
   */
  private static void deleteIfLeft(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()
        || ProcessHandle.of(Long.parseLong(name.group(1))).isPresent()
        || !Files.isRegularFile(file, NOFOLLOW_LINKS)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, WRITE, NOFOLLOW_LINKS)) {
      if (channel.tryLock() != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // It is of another user, or of this process.
    }
  }

  /** Opened once: who owns the directory may put a link in its place, which root would follow. */
  OutputStream stream() {
    return Channels.newOutputStream(channel);
  }

  /** Gives it the permissions of a file: one that was private stays private. */
  void permitAs(Path other) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    if (view != null && Files.exists(other)) {
      view.setPermissions(Files.getPosixFilePermissions(other));
    }
  }

  /** Puts it, whole, in the place of another file, before its lock ends. */
  void replace(Path target) throws IOException {
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    channel.close();
  }

  /** Deletes it unless it has replaced the other file. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      delete();
      forget();
    }
  }

  private void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(cleanup);
    } catch (IllegalStateException e) {
      // The process is ending and runs it.
    }
  }
}
