package dev.coffer.audit;

import dev.coffer.text.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the end of an {@link AuditTrail} outside the trail, in a directory that should not be
 * writable for anyone who can write to the trail. With a witness, a trail that was emptied, deleted
 * or replaced by an older copy of itself is detected: by {@link AuditCheck}, and by the next
 * operation, which fails. Without one, such a trail looks like a new one.
 *
 * <p>Several trails and several processes may share the directory. It is only as trustworthy as its
 * permissions: anyone who can write to it can forge its content.
 */
public final class AuditWitness {
  /** A witness that remembers nothing. */
  public static final AuditWitness NONE = in(Optional::empty);

  private final Supplier<Optional<Path>> directory;

  private AuditWitness(Supplier<Optional<Path>> directory) {
    this.directory = directory;
  }

  /**
   * Returns a witness that keeps a small file for each trail.
   *
   * @param directory an existing directory, not a symbolic link to one
   * @return a witness, to be passed to trails and checks
   */
  public static AuditWitness in(Path directory) {
    return in(() -> Optional.of(directory));
  }

  /**
   * Returns a witness whose directory may not exist yet, as that of a store which the first write
   * creates. Until then it remembers nothing.
   */
  static AuditWitness in(Supplier<Optional<Path>> directory) {
    return new AuditWitness(directory);
  }

  /** Returns the memory of one trail. */
  Memory of(String trail) {
    return new Memory(directory, name(trail));
  }

  private static String name(String trail) {
    return "trail-" + Sha256.hex(trail).substring(0, 16);
  }

  /** The remembered end of one trail. Used by one thread. */
  static final class Memory {
    private final Supplier<Optional<Path>> directory;
    private final String name;
    private @Nullable TrailFolder folder;
    private @Nullable PinnedFile file;

    private Memory(Supplier<Optional<Path>> directory, String name) {
      this.directory = directory;
      this.name = name;
    }

    /** Returns the end of the trail when it was last checked. */
    Optional<AuditHead> read() throws IOException {
      Optional<Path> place = directory.get();
      if (place.isEmpty()) {
        return Optional.empty();
      }
      try (TrailFolder read = TrailFolder.open(place.get())) {
        return AuditHead.readFile(read, name);
      }
    }

    void note(AuditHead head) throws IOException {
      Optional<Path> place = file == null ? directory.get() : Optional.empty();
      if (place.isPresent()) {
        file = PinnedFile.open(opened(place.get()), name);
      }
      if (file != null) {
        head.write(file.file());
      }
    }

    private TrailFolder opened(Path path) throws IOException {
      TrailFolder known = folder;
      if (known == null) {
        known = TrailFolder.open(path);
        folder = known;
      }
      return known;
    }

    void close() {
      if (file != null) {
        file.close();
        file = null;
      }
      if (folder != null) {
        folder.close();
        folder = null;
      }
    }
  }
}
