package dev.coffer.local;

import dev.coffer.ConcurrentRequests;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Deletes what is in a directory, however deep it goes and however it is named: a directory after
 * all that is in it. What is there when it comes by is deleted, or the deletion fails; what others
 * write meanwhile may stay, and the directories above it then stay too.
 */
final class TreeDeletion implements AutoCloseable {
  private final Rules rules;
  private final DirectoryStack stack;
  private final Deque<Level> levels = new ArrayDeque<>();

  /** What is done at each name. */
  @FunctionalInterface
  interface Rules {
    /** Called with a directory before anything in it is deleted. */
    default void entered(DirectoryHandle folder, String path) throws IOException {}

    /** Whether a name goes after all others of its directory, by {@link #deleteLast}. */
    default boolean isLast(Path name) {
      return false;
    }

    /** Deletes such a name, whatever it is, if it may go. */
    default void deleteLast(DirectoryHandle folder, Path name, String parentPath)
        throws IOException {}

    /**
     * Deletes a name that is no directory.
     *
     * @return whether it is a directory
     */
    boolean deleteUnlessFolder(DirectoryHandle folder, Path name, String path) throws IOException;

    /** Called with a directory that stays, since others have written into it meanwhile. */
    default void stays(DirectoryHandle folder, String path) throws IOException {}

    /** Translates a failure below a directory that is one of several, for several threads. */
    default RuntimeException translate(String path, IOException e) {
      return new UncheckedIOException(e);
    }
  }

  /**
   * A directory on the way down.
   *
   * @param folders the names of the directories in it that are still to be deleted
   * @param last the names that go after them
   */
  private record Level(String path, Path name, Deque<Path> folders, Deque<Path> last) {
    Level(String path, Path name) {
      this(path, name, new ArrayDeque<>(), new ArrayDeque<>());
    }
  }

  private TreeDeletion(DirectoryHandle first, Rules rules) {
    this.stack = new DirectoryStack(first);
    this.rules = rules;
  }

  /**
   * Deletes all that is in a directory. Several directories in it are shared among threads, the
   * whole of each by one.
   *
   * @param path how the directory is called
   */
  static void clear(DirectoryHandle folder, String path, int threads, Rules rules)
      throws IOException {
    try (TreeDeletion deletion = new TreeDeletion(folder, rules)) {
      deletion.push(Path.of(""), path);
      deletion.run(threads);
    }
  }

  private static void deleteOneOfMany(
      DirectoryHandle parent, Path name, String parentPath, Rules rules) {
    try (TreeDeletion deletion = new TreeDeletion(parent, rules)) {
      Level level = new Level(parentPath, Path.of(""));
      level.folders.add(name);
      deletion.levels.push(level);
      deletion.run(1);
    } catch (IOException e) {
      throw rules.translate(below(parentPath, name), e);
    }
  }

  private void run(int threads) throws IOException {
    for (Level level = levels.peek(); level != null; level = levels.peek()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException();
      }
      if (threads > 1 && level.folders.size() > 1) {
        share(level, threads);
      } else if (!level.folders.isEmpty()) {
        enter(level, level.folders.remove());
      } else if (!level.last.isEmpty()) {
        rules.deleteLast(stack.current(), level.last.remove(), level.path);
      } else {
        leave();
      }
    }
  }

  private void share(Level level, int threads) throws IOException {
    DirectoryHandle folder = stack.current();
    List<Path> names = new ArrayList<>(level.folders);
    level.folders.clear();
    ConcurrentRequests.run(
        names.iterator(), threads, name -> deleteOneOfMany(folder, name, level.path, rules));
  }

  private void enter(Level level, Path name) throws IOException {
    try {
      stack.enter(name);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return; // deleted by another, who may have written a file in its place
    }
    push(name, below(level.path, name));
  }

  /** Deletes the files of the current directory; those in it that are directories wait. */
  private void push(Path name, String path) throws IOException {
    Level level = new Level(path, name);
    levels.push(level);
    DirectoryHandle folder = stack.current();
    rules.entered(folder, path);
    try {
      folder.eachName(
          child -> {
            if (rules.isLast(child)) {
              level.last.add(child);
            } else if (rules.deleteUnlessFolder(folder, child, below(path, child))) {
              level.folders.add(child);
            }
          });
    } catch (NoSuchFileException | NotDirectoryException e) {
      // The directory was deleted by another, and so was all in it.
    }
  }

  private static String below(String path, Path name) {
    String shown = DiskName.shown(name);
    return path.isEmpty() ? shown : path + "/" + shown;
  }

  private void leave() throws IOException {
    Level level = levels.pop();
    if (levels.isEmpty()) {
      return;
    }
    stack.leave();
    try {
      stack.current().deleteFolder(level.name);
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Deleted by another.
    } catch (DirectoryNotEmptyException e) {
      reportKept(level);
    }
  }

  private void reportKept(Level level) throws IOException {
    try {
      stack.enter(level.name);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return; // deleted by another
    }
    rules.stays(stack.current(), level.path);
    stack.leave();
  }

  @Override
  public void close() {
    stack.close();
  }
}
