package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.spi.OwnArea;
import dev.coffer.versioning.FileHistory;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.Retention;
import dev.coffer.versioning.VersioningFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many versions in a process whose heap does not hold all their names. */
@Tag("bulk")
class ManyVersionsTest {
  private static final int PATHS = 4_000;
  private static final int OF_EACH = 3;

  @Test
  void theVersionsOfManyPathsAreListedReadAsTheyWereAndPruned(@TempDir Path root)
      throws InterruptedException, IOException {
    try (FileStore store =
        new VersioningFileStore(new LocalFileStore(root, Durability.NONE), Retention.ALL)) {
      for (int i = 0; i <= OF_EACH; i++) {
        store.write("first", "x".repeat(i));
      }
      spread(root, root.resolve(".coffer/files/versions/first!"));
    }
    try (JavaProcess process = JavaProcess.of(Program.class, root).option("-Xmx14m").start()) {
      assertThat(process.line()).isEqualTo("done");
      process.awaitEnd();
    }
  }

  /** Makes other paths with links to the versions of one, as if they had been written. */
  private static void spread(Path root, Path versions) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(versions)) {
      files = all.toList();
    }
    for (int i = 0; i < PATHS; i++) {
      Path directory = root.resolve(OwnArea.of("versions").filesOf(path(i)).toString());
      Files.createDirectories(directory);
      for (Path file : files) {
        Files.createLink(directory.resolve(file.getFileName()), file);
      }
    }
  }

  private static FilePath path(int number) {
    return FilePath.of(
        String.format(Locale.ROOT, "d/%02d/%04d-%s", number % 20, number, "n".repeat(200)));
  }

  /** What is done with them. */
  static final class Program {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
      Retention one = new Retention(OptionalInt.of(1), Optional.empty(), List.of());
      LocalFileStore directory = new LocalFileStore(Path.of(arguments[0]), Durability.NONE);
      try (FileStore store = new VersioningFileStore(directory, one)) {
        FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
        int before = OF_EACH * PATHS;
        require(count(versions) == before, "another number of versions");
        try (FileStore past = versions.asOf(Instant.now());
            Stream<FileInfo> files = past.walk("d")) {
          require(files.count() == PATHS, "another number of files in the past");
        }
        AtomicInteger pruned = new AtomicInteger();
        versions.prune(false, removed -> pruned.incrementAndGet());
        require(pruned.get() == before - PATHS + OF_EACH - 1, "removed " + pruned);
        require(count(versions) == PATHS, "another number of versions is left");
        try (Stream<FileVersion> of = versions.newestFirst(path(7).toString())) {
          require(of.count() == 1, "another number of versions of a path");
        }
      }
      System.out.println("done");
    }

    private static int count(FileVersions versions) {
      try (Stream<FileHistory> all = versions.histories("d")) {
        return all.mapToInt(history -> history.versions().size()).sum();
      }
    }

    private static void require(boolean condition, String otherwise) {
      if (!condition) {
        throw new AssertionError(otherwise);
      }
    }
  }
}
