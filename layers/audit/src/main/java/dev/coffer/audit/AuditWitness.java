package dev.coffer.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers outside of an {@link AuditTrail} where that trail ended, in a directory that whoever
 * can write to the trail should not be able to write to. With it a trail that was emptied, deleted
 * or replaced by an older copy of itself is noticed: by {@link AuditCheck}, and by the next
 * operation, which fails. Without it such a trail looks like a new one.
 *
 * <p>The directory may serve several trails and several processes. It is as trustworthy as the
 * rights on it: who can write there too can make it say anything.
 */
public final class AuditWitness {
  /** Remembers nothing. */
  public static final AuditWitness NONE = new AuditWitness(null);

  private final @Nullable Path directory;

  private AuditWitness(@Nullable Path directory) {
    this.directory = directory;
  }

  /**
   * A witness that keeps a small file for each trail.
   *
   * @param directory that exists; no link to one
   * @return to be given to trails and checks
   */
  public static AuditWitness in(Path directory) {
    return new AuditWitness(directory);
  }

  /** What is remembered of one trail. */
  Memory of(String trail) {
    return new Memory(directory, name(trail));
  }

  private static String name(String trail) {
    return "trail-" + Chain.sha256(trail.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /** The end of one trail. Used by one thread. */
  static final class Memory {
    private final @Nullable Path directory;
    private final String name;
    private @Nullable TrailFolder folder;
    private @Nullable PinnedFile file;

    private Memory(@Nullable Path directory, String name) {
      this.directory = directory;
      this.name = name;
    }

    /** Where the trail ended when somebody looked last. */
    Optional<AuditHead> read() throws IOException {
      if (directory == null) {
        return Optional.empty();
      }
      try (TrailFolder read = TrailFolder.open(directory)) {
        return AuditHead.readFile(read, name);
      }
    }

    void note(AuditHead head) throws IOException {
      if (directory != null) {
        if (file == null) {
          file = PinnedFile.open(opened(directory), name);
        }
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
