package dev.coffer.app;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The area that a local store needs in a plain directory to write into it. It goes with the last
 * sync that uses it, see {@link AreaMark}. One that no sync has made is left alone, and so is
 * anything else that has its name.
 */
final class PassingArea {
  private static final List<String> PARTS = List.of("staging", "locks");
  private static final int LOOKS = 20;
  private static final long PAUSE_NANOS = 10_000_000;

  private final Path area;
  private final @Nullable AreaMark mark;

  private PassingArea(Path area, @Nullable AreaMark mark) {
    this.area = area;
    this.mark = mark;
  }

  /** Makes the area of a directory, and the directory, or joins the syncs that use it already. */
  static PassingArea of(Path directory) {
    Path area = directory.toAbsolutePath().normalize().resolve(".coffer");
    try {
      return new PassingArea(area, enter(area));
    } catch (IOException e) {
      // The store meets the same when it writes, and says what is wrong.
      return none();
    }
  }

  /** Of what is a store, and keeps its area. */
  static PassingArea none() {
    return new PassingArea(Path.of(""), null);
  }

  /** An empty area is about to be marked, or to go: it is worth another look. */
  private static @Nullable AreaMark enter(Path area) throws IOException {
    PrivateDirectory.makeMissing(area.getParent());
    for (int look = 1; look <= LOOKS; look++) {
      if (PrivateDirectory.make(area)) {
        return AreaMark.make(area);
      }
      Optional<AreaMark> found = isFolder(area) ? AreaMark.find(area) : Optional.empty();
      if (found.isPresent() || !mayGo(area)) {
        return found.orElse(null);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return null;
  }

  private static boolean isFolder(Path area) {
    return Files.isDirectory(area, NOFOLLOW_LINKS);
  }

  /** Also one whose mark is there: it was made after the look, or is about to be deleted. */
  private static boolean mayGo(Path area) throws IOException {
    if (!isFolder(area)) {
      return !Files.exists(area, NOFOLLOW_LINKS);
    }
    try {
      List<String> names = names(area);
      return names.isEmpty() || names.stream().anyMatch(AreaMark::isNameOf);
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  private static List<String> names(Path area) throws IOException {
    try (Stream<Path> parts = Files.list(area)) {
      return parts.map(part -> part.getFileName().toString()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Ends the use, once the store is closed; the last one deletes the area. */
  void leave() {
    boolean interrupted = Thread.interrupted();
    try {
      if (mark != null && isCleared(mark)) {
        Files.delete(area);
      }
    } catch (IOException e) {
      // A store uses it, or it cannot be deleted: it does no harm, and the next sync finds it.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether it holds nothing that a store keeps, as metadata: else it is a store's from now on. */
  private boolean isBare() throws IOException {
    return names(area).stream().allMatch(name -> PARTS.contains(name) || AreaMark.isNameOf(name));
  }

  private boolean isCleared(AreaMark held) throws IOException {
    try (held) {
      if (!held.isLast()) {
        return false;
      }
      boolean bare = isBare();
      if (bare) {
        for (String part : PARTS) {
          // Who stages a file now has a directory in the first part, and keeps all.
          Files.deleteIfExists(area.resolve(part));
        }
      }
      held.delete();
      return bare;
    }
  }
}
