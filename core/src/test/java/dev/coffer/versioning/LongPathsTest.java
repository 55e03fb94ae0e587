package dev.coffer.versioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paths of which a listing of the area has the beginning alone. */
class LongPathsTest {
  private static final String DEEP = "d/" + ("x".repeat(200) + "/").repeat(2);
  private static final String LONG = DEEP + "m".repeat(200) + "/n";
  private static final String LONGER = DEEP + "m".repeat(200) + "/o";

  /** One segment is too long with what is put behind it. */
  private static final String WIDE = "s".repeat(255);

  private static final List<String> PATHS =
      List.of("d/a", DEEP + "a", LONG, LONGER, DEEP + "z", "d.txt", "e", WIDE, WIDE + "/b", "t");

  private final FileStore below = new InMemoryFileStore();
  private final FileStore store =
      new VersioningFileStore(below, new Retention(OptionalInt.of(1), Optional.empty(), List.of()));
  private Instant moment = Instant.EPOCH;

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  /** A store may have both {@code s} and {@code s/b}, but not at one time. */
  @BeforeEach
  void write() {
    List<String> paths = PATHS.stream().filter(path -> !path.equals(WIDE)).toList();
    for (String path : paths) {
      FileInfo unused = store.write(path, "1");
      moment = store.write(path, "22").lastModified();
    }
    for (String path : paths) {
      store.write(path, "333");
      store.deleteFile(path);
    }
    store.write(WIDE, "1");
    store.write(WIDE, "22");
    store.write(WIDE, "333");
    store.deleteFile(WIDE);
  }

  private static List<String> sorted(Stream<String> paths) {
    return paths.map(FilePath::of).sorted().map(FilePath::toString).toList();
  }

  private static List<String> paths(Stream<FileInfo> files) {
    try (files) {
      return files.map(file -> file.path().toString()).toList();
    }
  }

  @Test
  void thePastListsThemInOrderFromAnyPath() {
    List<String> all = sorted(PATHS.stream());
    FileStore past = versions(store).asOf(moment);
    assertThat(paths(past.walk("")))
        .containsExactlyElementsOf(all.stream().filter(path -> !path.equals(WIDE)).toList());
    assertThat(past.readString(LONG)).isEqualTo("22");
    for (int i = 0; i < all.size(); i++) {
      try (Stream<History> histories =
          Histories.below(
              below, new KeptVersions(below, Instant::now), FilePath.ROOT, all.get(i))) {
        assertThat(histories.map(one -> one.path().toString()))
            .containsExactlyElementsOf(all.subList(i + 1, all.size()));
      }
    }
  }

  @Test
  void aDirectoryThatIsLongItselfHasThem() {
    String directory = DEEP + "m".repeat(200);
    assertThat(versions(store).asOf(moment).list(directory)).containsExactly(LONG, LONGER);
    assertThat(versions(store).asOf(moment).list(DEEP + "q".repeat(200))).isEmpty();
  }

  @Test
  void aViewHasThem() {
    FileStore view = store.scoped("d/" + "x".repeat(200));
    String prefix = "d/" + "x".repeat(200) + "/";
    List<String> all =
        sorted(
            PATHS.stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length())));
    assertThat(paths(versions(view).asOf(moment).walk(""))).containsExactlyElementsOf(all);
  }

  @Test
  void aPruneReachesThem() {
    PruneReport report = versions(store).prune(false);
    assertThat(report.pruned()).filteredOn(one -> one.path().equals(FilePath.of(LONG))).hasSize(2);
    assertThat(report.pruned()).hasSize(2 * PATHS.size());
    assertThat(versions(store).versions(LONG)).hasSize(2);
    assertThat(versions(store).prune(false).pruned()).isEmpty();
  }

  @Test
  void aViewBelowOneHasTheVersionsOfItsFilesByTheirPaths() {
    FileStore view = store.scoped(DEEP + "m".repeat(200));
    assertThat(versions(view).versions("n")).hasSize(4);
    view.write("n", "again");
    view.write("n", "and again");
    assertThat(versions(store).versions(LONG)).hasSize(5);
    assertThat(versions(view).prune(false).pruned())
        .extracting(Pruned::path)
        .isSubsetOf(FilePath.of("n"), FilePath.of("o"));
  }
}
