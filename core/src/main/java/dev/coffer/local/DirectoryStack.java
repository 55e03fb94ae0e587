package dev.coffer.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way down from a directory into those below it. However deep it leads, at most {@value
 * #MOST_OPEN} directories on it are held open: those further up are closed, and opened again when
 * it is their turn again.
 */
final class DirectoryStack implements AutoCloseable {
  private static final int MOST_OPEN = 32;

  private final DirectoryHandle first;
  private final List<Step> steps = new ArrayList<>();

  private static final class Step {
    final Path name;
    @Nullable DirectoryHandle folder;
    @Nullable Object identity;

    Step(Path name, DirectoryHandle folder) {
      this.name = name;
      this.folder = folder;
    }
  }

  /**
   * Begins at a directory.
   *
   * @param first stays open
   */
  DirectoryStack(DirectoryHandle first) {
    this.first = first;
  }

  /**
   * The directory that was entered last.
   *
   * @throws NoSuchFileException if it had to be opened again and is no longer where it was
   */
  DirectoryHandle current() throws IOException {
    if (steps.isEmpty()) {
      return first;
    }
    DirectoryHandle open = steps.get(steps.size() - 1).folder;
    return open != null ? open : openAnew();
  }

  /** Goes into a directory in the current one; a link is refused. */
  void enter(Path name) throws IOException {
    DirectoryHandle folder = current().folder(name);
    steps.add(new Step(name, folder));
    int tooMany = steps.size() - 1 - MOST_OPEN;
    if (tooMany >= 0) {
      closeForNow(steps.get(tooMany));
    }
  }

  private static void closeForNow(Step step) throws IOException {
    if (step.folder != null) {
      step.identity = step.folder.identity();
      step.folder.close();
      step.folder = null;
    }
  }

  /** Opens the way down to the current directory by its names. */
  private DirectoryHandle openAnew() throws IOException {
    DirectoryHandle at = first;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      DirectoryHandle above = at;
      try {
        at = open(step, above);
      } finally {
        if (i > 0 && steps.get(i - 1).folder == null) {
          above.close();
        }
      }
      if (i >= steps.size() - MOST_OPEN) {
        step.folder = at;
      }
    }
    return at;
  }

  private static DirectoryHandle open(Step step, DirectoryHandle above) throws IOException {
    DirectoryHandle folder = above.folder(step.name);
    try {
      if (Objects.equals(folder.identity(), step.identity)) {
        return folder;
      }
    } catch (IOException | RuntimeException | Error e) {
      folder.close();
      throw e;
    }
    folder.close();
    throw new NoSuchFileException(step.name.toString());
  }

  /** Goes back to the directory above. */
  void leave() {
    DirectoryHandle left = steps.remove(steps.size() - 1).folder;
    if (left != null) {
      if (!steps.isEmpty()) {
        openAbove(left, steps.get(steps.size() - 1));
      }
      left.close();
    }
  }

  /** Opens a directory that was closed from the one below it, if that is still there. */
  private static void openAbove(DirectoryHandle below, Step step) {
    if (step.folder == null) {
      try {
        DirectoryHandle above = below.above();
        if (Objects.equals(above.identity(), step.identity)) {
          step.folder = above;
        } else {
          above.close();
        }
      } catch (IOException e) {
        // The one below was deleted or moved; the names lead to the one above.
      }
    }
  }

  @Override
  public void close() {
    for (Step step : steps) {
      if (step.folder != null) {
        step.folder.close();
      }
    }
    steps.clear();
  }
}
