package dev.coffer.app;

import dev.coffer.io.HeldDirectory;
import dev.coffer.io.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The area that a local store needs in a plain directory to write into it. It goes with the last
 * sync that uses it, see {@link AreaMark}. One that no sync has made is left alone, and so is
 * anything else that has its name.
 */
final class PassingArea {
  private static final String NAME = ".coffer";
  private static final List<String> PARTS = List.of("staging", "locks");
  private static final int LOOKS = 100;
  private static final long PAUSE_NANOS = 10_000_000;

  private final @Nullable Use use;

  private PassingArea(@Nullable Use use) {
    this.use = use;
  }

  /** An area that is used, and the directory that it is in. */
  private record Use(HeldDirectory directory, HeldDirectory area, AreaMark mark)
      implements AutoCloseable {
    @Override
    public void close() {
      area.close();
      directory.close();
    }
  }

  /** Makes the area of a directory, and the directory, or joins the syncs that use it already. */
  static PassingArea of(Path directory) {
    try {
      return new PassingArea(enter(directory.toAbsolutePath().normalize()));
    } catch (IOException e) {
      // The store meets the same when it writes, and says what is wrong.
      return none();
    }
  }

  /** Of what is a store, and keeps its area. */
  static PassingArea none() {
    return new PassingArea(null);
  }

  private static @Nullable Use enter(Path path) throws IOException {
    if (!Files.exists(path)) {
      PrivateDirectory.createAll(path);
    }
    HeldDirectory directory = HeldDirectory.open(path);
    Use use = null;
    try {
      use = enter(directory, path.resolve(NAME));
      return use;
    } finally {
      if (use == null) {
        directory.close();
      }
    }
  }

  /** An empty area is about to be marked, or to go: it is worth another look. */
  private static @Nullable Use enter(HeldDirectory directory, Path path) throws IOException {
    for (int look = 1; look <= LOOKS; look++) {
      Use use = enter(directory, PrivateDirectory.create(path));
      if (use != null || !mayGo(directory)) {
        return use;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return null;
  }

  private static @Nullable Use enter(HeldDirectory directory, boolean made) throws IOException {
    HeldDirectory area = directory.below(NAME).orElse(null);
    if (area == null) {
      return null;
    }
    Use use = null;
    try {
      Optional<AreaMark> mark = made ? AreaMark.make(area) : AreaMark.find(area);
      use = mark.map(found -> new Use(directory, area, found)).orElse(null);
      return use;
    } finally {
      if (use == null) {
        area.close();
      }
    }
  }

  /** Also one whose mark is there: it was made after the look, or is about to be deleted. */
  private static boolean mayGo(HeldDirectory directory) throws IOException {
    try (HeldDirectory area = directory.below(NAME).orElse(null)) {
      if (area == null) {
        return directory.find(NAME).isEmpty();
      }
      List<String> names = area.names();
      return names.isEmpty()
          || (names.stream().anyMatch(AreaMark::isNameOf) && AreaMark.mayBeIn(area));
    }
  }

  /** Ends the use, once the store is closed; the last one deletes the area. */
  void leave() {
    boolean interrupted = Thread.interrupted();
    try (Use ended = use) {
      if (ended != null && isCleared(ended)) {
        ended.directory.deleteDirectory(NAME);
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
  private static boolean isBare(HeldDirectory area) throws IOException {
    return area.names().stream().allMatch(name -> PARTS.contains(name) || AreaMark.isNameOf(name));
  }

  private static boolean isCleared(Use ended) throws IOException {
    try (AreaMark held = ended.mark) {
      if (!held.isLast()) {
        return false;
      }
      boolean bare = isBare(ended.area);
      if (bare) {
        for (String part : PARTS) {
          // Who stages a file now has a directory in the first part, and keeps all.
          ended.area.delete(part);
        }
      }
      held.delete();
      return bare;
    }
  }
}
