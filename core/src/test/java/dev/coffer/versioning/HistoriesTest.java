package dev.coffer.versioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoriesTest {
  /**
   * Pairs of them are each other's beginning, with characters before and behind a slash and a dot.
   */
  private static final List<String> SEGMENTS =
      List.of("a", "a!", "a.txt", "a-", "!", "b", "a0", "😀");

  @TempDir private Path root;

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  private static List<FileHistory> below(FileStore store, String directory) {
    try (Stream<FileHistory> all = versions(store).histories(directory)) {
      return all.toList();
    }
  }

  private static FileHistory only(FileStore store) {
    List<FileHistory> all = below(store, "");
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void eachPathHasItsFileAndItsVersionsWhateverTheNames() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    FileStore store = new VersioningFileStore(new InMemoryFileStore());
    for (int i = 0; i < 400; i++) {
      change(store, name(random), random);
    }
    List<FileHistory> all = below(store, "");
    assertThat(all).as("seed " + seed).extracting(FileHistory::path).doesNotHaveDuplicates();
    for (FileHistory one : all) {
      assertThat(one.versions()).isEqualTo(versions(store).versions(one.path().toString()));
      assertThat(one.current()).isEqualTo(store.stat(one.path()));
    }
    try (Stream<FileInfo> files = store.walk("")) {
      assertThat(all.stream().flatMap(one -> one.current().stream()).map(FileInfo::path))
          .containsExactlyInAnyOrderElementsOf(files.map(FileInfo::path).toList());
    }
  }

  private static String name(Random random) {
    return random
        .ints(1 + random.nextInt(3), 0, SEGMENTS.size())
        .mapToObj(SEGMENTS::get)
        .collect(Collectors.joining("/"));
  }

  private static void change(FileStore store, String name, Random random) {
    try {
      if (random.nextInt(3) == 0) {
        store.deleteFile(name);
      } else {
        store.write(name, name + random.nextInt());
      }
    } catch (ConflictException e) {
      // A directory of that name, or a file in place of one.
    }
  }

  @Test
  void whatIsBelowADirectoryComesTogether() {
    FileStore store = new VersioningFileStore(new InMemoryFileStore());
    for (String name : List.of("d/1", "d.txt", "d/sub/2", "d!", "e", "d-/3")) {
      store.write(name, "1");
      store.write(name, "2");
    }
    Map<String, Integer> last = new HashMap<>();
    int at = 0;
    for (FileHistory one : below(store, "")) {
      String child = one.path().toString().replaceFirst("/.*", "/");
      assertThat(last.getOrDefault(child, at)).isEqualTo(at);
      last.put(child, ++at);
    }
    assertThat(last).hasSize(5);
  }

  @Test
  void aDirectoryHasTheHistoriesBelowItAlone() {
    FileStore store = new VersioningFileStore(new InMemoryFileStore());
    store.write("d", "was a file");
    store.deleteFile("d");
    store.write("d/a", "1");
    store.write("d2/a", "1");
    store.delete("d/a");
    assertThat(below(store, "d")).extracting(one -> one.path().toString()).containsExactly("d/a");
    assertThat(below(store.scoped("d"), ""))
        .extracting(one -> one.path().toString())
        .containsExactly("a");
    assertThat(below(store, "none")).isEmpty();
  }

  @Test
  void aMomentHasItsVersion() {
    FileStore store = new VersioningFileStore(new LocalFileStore(root, Durability.NONE));
    Instant first = store.write("a", "1").lastModified();
    Instant second = store.write("a", "22").lastModified();
    assertThat(only(store).at(first).orElseThrow().size()).isEqualTo(1);
    assertThat(only(store).isCurrentAt(first)).isFalse();
    assertThat(only(store).isCurrentAt(second)).isTrue();
    assertThat(only(store).at(second)).isEmpty();
    assertThat(only(store).at(first.minusNanos(1))).isEmpty();
    store.delete("a");
    Instant deleted = only(store).versions().get(0).time();
    assertThat(only(store).at(second).orElseThrow().size()).isEqualTo(2);
    assertThat(only(store).at(deleted)).isEmpty();
    assertThat(only(store).newest().map(FileVersion::size)).isEqualTo(Optional.of(2L));
  }

  @Test
  void aDeletedFileIsRestoredWithAllThatBelongsToIt() {
    FileStore store = new VersioningFileStore(new InMemoryFileStore());
    store.write("a", "1", WriteOptions.DEFAULTS.contentType("text/plain").metadata("k", "v"));
    store.delete("a");
    String id = only(store).newest().orElseThrow().id();
    FileInfo restored = versions(store).restoreIfAbsent("a", id);
    assertThat(restored.contentType()).contains("text/plain");
    assertThat(store.stat("a").orElseThrow().metadata()).containsEntry("k", "v");
  }

  @Test
  void aFileThatIsThereIsNotReplacedByOneThatWasDeleted() {
    FileStore store = new VersioningFileStore(new InMemoryFileStore());
    store.write("a", "1");
    store.delete("a");
    String id = only(store).newest().orElseThrow().id();
    store.write("a", "new");
    assertThatThrownBy(() -> versions(store).restoreIfAbsent("a", id))
        .isInstanceOf(ConflictException.class);
    assertThat(store.readString("a")).isEqualTo("new");
  }
}
